import { join, resolve } from 'node:path'
import { type Gateway, startGateway } from '../../gateway/gateway.ts'
import { openLog } from '../../gateway/log.ts'
import { say } from '../../model/text.ts'
import { renderDifference } from '../../reports/difference.ts'
import { renderHtml } from '../../reports/html.ts'
import { pageOptions } from '../assess/terminal.ts'
import { exitCodes } from '../exit-code.ts'
import { type Program, print, type ShieldedSite, type TrialVisit, tell } from '../program.ts'
import { writeNew } from '../written-file.ts'
import { type Assessed, assessWithAllWitnesses, policyOf } from './all-witnesses.ts'
import { answeredText } from './answered.ts'
import { renderAttendance } from './attendance-text.ts'
import type { LabFlags } from './command.ts'
import { readRefusals } from './refusals.ts'
import { untilStopped } from './until-stopped.ts'

/** Milliseconds for which everybody has a try. */
const openFor = 20_000

/**
 * A neglected site before and behind the gateway: assessed, then shielded and visited by the honest and by attackers,
 * and assessed again. The exit code says whether the gateway told them apart.
 */
export async function runShow(program: Program, flags: LabFlags): Promise<void> {
  const before = await assessUnshielded(program, flags)
  const site = await program.startShieldedSite()
  const gateway = await shield(program, site, flags.stateFolder).catch(async (cause: unknown) => {
    await site.close()
    throw cause
  })
  try {
    const visits = await visit(program, site, flags.stateFolder)
    tell(program, say('Dieselbe Prüfung hinter dem Gateway …', 'The same assessment behind the gateway …'))
    const after = await assessWithAllWitnesses(program, site)
    await tellDifference(program, { before, after, html: flags.html })
    program.process.stdout.write(visits.text)
    program.process.exitCode = visits.toldApart ? exitCodes.fine : exitCodes.findings
    if (!flags.once) await untilStopped(program)
  } finally {
    await gateway.stop(1_000)
    await site.close()
  }
}

async function assessUnshielded(program: Program, { writePolicy }: LabFlags): Promise<Assessed> {
  const site = await program.startTrialSite('neglected')
  try {
    tell(
      program,
      say('Ein vernachlässigter Standort läuft und wird geprüft …', 'A neglected site is up and being assessed …'),
    )
    if (writePolicy !== undefined) await writeNew(writePolicy, site.policyText)
    return await assessWithAllWitnesses(program, site)
  } finally {
    await site.close()
  }
}

async function shield(program: Program, site: ShieldedSite, stateFolder: string): Promise<Gateway> {
  const gateway = await startGateway({
    policy: policyOf(site),
    policyText: site.policyText,
    policyFolder: site.gatewayFolder,
    stateFolder: resolve(stateFolder),
    observeAll: false,
    threads: 1,
    selfSigned: false,
    log: openLog({ form: 'text', language: program.language, level: 'warn' }),
  })
  tell(program, say('Das Gateway steht davor.', 'The gateway is in front of it.'))
  return gateway
}

interface Visited {
  readonly text: string
  /** Everybody who is welcome was served, and nobody else. */
  readonly toldApart: boolean
}

async function visit(program: Program, site: ShieldedSite, stateFolder: string): Promise<Visited> {
  tell(
    program,
    say(
      'Agenten, Gäste, Techniker und Angreifer kommen, 20 Sekunden lang …',
      'Agents, guests, technicians and attackers come, for 20 seconds …',
    ),
  )
  const since = new Date()
  const visits = await site.crowd(openFor)
  // Events wait a moment before they are written; the look is far enough behind the last of them after this.
  await new Promise((done) => setTimeout(done, 1_000))
  const refusals = await readRefusals(join(resolve(stateFolder), 'events'), { since, until: new Date() })
  const text = renderAttendance(visits, refusals, { ...pageOptions(program), language: program.language })
  return { text, toldApart: visits.every(asItShouldBe) }
}

function asItShouldBe({ welcome, tried, served }: TrialVisit): boolean {
  return tried > 0 && served === (welcome ? tried : 0)
}

interface Pair {
  readonly before: Assessed
  readonly after: Assessed
  readonly html: string
}

async function tellDifference(program: Program, { before, after, html }: Pair): Promise<void> {
  const earlier = html.replace(/(\.html?)?$/, '-before$1')
  await writeNew(earlier, renderHtml(before.assessment))
  await writeNew(html, renderHtml(after.assessment))
  const pair = { before: before.assessment, after: after.assessment }
  program.process.stdout.write(renderDifference(pair, pageOptions(program)))
  print(program, answeredText(after.assessment)[program.language])
  const [without, behind] = [resolve(earlier), resolve(html)]
  tell(
    program,
    say(
      `Die Berichte stehen in ${without} (ohne Gateway) und ${behind} (dahinter).`,
      `The reports are in ${without} (without the gateway) and ${behind} (behind it).`,
    ),
  )
}

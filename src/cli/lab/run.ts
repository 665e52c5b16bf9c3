import { resolve } from 'node:path'
import { bundledCatalog } from '../../catalog/index.ts'
import { usualPorts } from '../../evidence/outside/index.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Vantage } from '../../model/vantage.ts'
import type { Policy } from '../../policy/policy.ts'
import { readPolicy } from '../../policy/read.ts'
import { renderHtml } from '../../reports/html.ts'
import { exitCodeFor } from '../assess/exit-code.ts'
import { judge } from '../assess/judge.ts'
import { lookFromOutside } from '../assess/look.ts'
import { terminalText } from '../assess/terminal.ts'
import { exitCodes } from '../exit-code.ts'
import { type Program, type TrialSite, tell } from '../program.ts'
import { mustBeWritable, writeNew } from '../written-file.ts'
import type { LabFlags } from './command.ts'

/** Starts the simulated site, assesses it if wanted, and keeps it up until Ctrl-C unless it runs once. */
export async function run(this: Program, flags: LabFlags): Promise<void> {
  for (const path of [flags.writePolicy, flags.assess ? flags.html : undefined]) await mustBeWritable(path)
  const site = await this.startTrialSite(flags.state)
  try {
    tell(this, say(`Der Standort läuft (${flags.state}).`, `The site is up (${flags.state}).`))
    if (flags.writePolicy !== undefined) await writeNew(flags.writePolicy, site.policyText)
    if (flags.assess) await assessTrialSite(this, site, flags.html)
    if (!flags.once) await untilStopped(this)
  } finally {
    await site.close()
  }
}

async function assessTrialSite(program: Program, site: TrialSite, html: string): Promise<void> {
  const startedAt = Date.now()
  const policy = policyOf(site)
  const evidence = await lookedFromEverywhere(program, policy, site)
  // The lab's policy is ours and not the reader's, so its language says nothing.
  const { language, version } = program
  const assessment = judge(policy, evidence, { language, toolVersion: version, startedAt })
  program.process.stdout.write(terminalText(program, assessment, { verbose: false }))
  await writeNew(html, renderHtml(assessment))
  tell(program, say(`Der Bericht steht in ${resolve(html)}.`, `The report is in ${resolve(html)}.`))
  // The site may be neglected on purpose: its findings are the result, not a failure of this command.
  const code = exitCodeFor(assessment, evidence, 'high')
  program.process.exitCode = code === exitCodes.findings ? exitCodes.fine : code
}

function policyOf({ policyText }: TrialSite): Policy {
  const reading = readPolicy(policyText)
  if (!reading.ok) throw new Error(`the lab wrote a policy that is refused: ${reading.problems[0]?.message.en}`)
  return reading.policy
}

/** The same site seen from the internet at home, from abroad, from the office and from the technicians' network. */
async function lookedFromEverywhere(program: Program, policy: Policy, site: TrialSite): Promise<readonly Evidence[]> {
  const views: readonly { vantage: Vantage; localAddress: string }[] = [
    { vantage: { place: 'internet', country: 'DE' }, localAddress: site.vantages.internet },
    { vantage: { place: 'internet', country: 'BR' }, localAddress: site.vantages.abroad },
    { vantage: { place: 'main-network', country: 'DE' }, localAddress: site.vantages.office },
    { vantage: { place: 'technicians', country: 'DE' }, localAddress: site.vantages.technicians },
  ]
  const evidence: Evidence[] = []
  for (const view of views) {
    const look = { policy, catalog: bundledCatalog, ports: usualPorts, authorities: [site.authority], ...view }
    evidence.push(...(await lookFromOutside(program, look)))
  }
  return evidence
}

function untilStopped(program: Program): Promise<void> {
  tell(program, say('Strg-C beendet ihn.', 'Ctrl-C ends it.'))
  return new Promise((resolve) => {
    program.process.once('SIGINT', resolve)
    program.process.once('SIGTERM', resolve)
  })
}

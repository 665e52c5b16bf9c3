import { resolve } from 'node:path'
import { say } from '../../model/text.ts'
import { renderHtml } from '../../reports/html.ts'
import { exitCodeFor } from '../assess/exit-code.ts'
import { terminalText } from '../assess/terminal.ts'
import { exitCodes } from '../exit-code.ts'
import { type Program, print, type TrialSite, tell } from '../program.ts'
import { mustBeWritable, writeNew } from '../written-file.ts'
import { assessWithAllWitnesses } from './all-witnesses.ts'
import { answeredText } from './answered.ts'
import type { LabFlags } from './command.ts'
import { runShow } from './show.ts'
import { untilStopped } from './until-stopped.ts'

/**
 * Starts the simulated site, assesses it if wanted, and keeps it up until Ctrl-C unless it runs once. An assessment
 * without a state is the whole show: before the gateway, and behind it.
 */
export async function run(this: Program, flags: LabFlags): Promise<void> {
  for (const path of [flags.writePolicy, flags.assess ? flags.html : undefined]) await mustBeWritable(path)
  if (flags.assess && flags.state === undefined) await runShow(this, flags)
  else await runSite(this, flags)
}

async function runSite(program: Program, flags: LabFlags): Promise<void> {
  const { state = 'neglected' } = flags
  const site = await program.startTrialSite(state)
  try {
    tell(program, say(`Der Standort läuft (${state}).`, `The site is up (${state}).`))
    if (flags.writePolicy !== undefined) await writeNew(flags.writePolicy, site.policyText)
    if (flags.assess) await assessTrialSite(program, site, flags.html)
    if (!flags.once) await untilStopped(program)
  } finally {
    await site.close()
  }
}

async function assessTrialSite(program: Program, site: TrialSite, html: string): Promise<void> {
  const { assessment, evidence } = await assessWithAllWitnesses(program, site)
  program.process.stdout.write(terminalText(program, assessment, { verbose: false }))
  print(program, answeredText(assessment)[program.language])
  await writeNew(html, renderHtml(assessment))
  tell(program, say(`Der Bericht steht in ${resolve(html)}.`, `The report is in ${resolve(html)}.`))
  // The site may be neglected on purpose: its findings are the result, not a failure of this command.
  const code = exitCodeFor(assessment, { evidence, whole: true, failOn: 'high' })
  program.process.exitCode = code === exitCodes.findings ? exitCodes.fine : code
}

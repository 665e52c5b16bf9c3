import { readFile, writeFile } from 'node:fs/promises'
import { bundledCatalog } from '../../catalog/index.ts'
import { writeEvidenceFile } from '../../evidence/file.ts'
import { usualPorts } from '../../evidence/outside/index.ts'
import type { Assessment } from '../../model/assessment.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Vantage } from '../../model/vantage.ts'
import type { Policy } from '../../policy/policy.ts'
import { renderHtml } from '../../reports/html.ts'
import { renderJson } from '../../reports/json.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, tell } from '../program.ts'
import { writeNew } from '../written-file.ts'
import type { AssessFlags } from './command.ts'
import { confirmOwnership } from './confirmation.ts'
import { exitCodeFor } from './exit-code.ts'
import { judge } from './judge.ts'
import { lookFromOutside } from './look.ts'
import { storedEvidence } from './stored-evidence.ts'
import { terminalText } from './terminal.ts'

const allPorts: readonly number[] = Array.from({ length: 65_535 }, (_, index) => index + 1)

/** Collects evidence from here, or takes the files given, judges it and reports it. */
export async function run(this: Program, flags: AssessFlags, ...files: string[]): Promise<void> {
  const startedAt = Date.now()
  const policy = await loadPolicy(flags.policy)
  const evidence = files.length > 0 ? storedEvidence(this, files) : await looked(this, flags, policy)
  const assessment = judge(policy, evidence, {
    language: this.languageAsked ? this.language : policy.language,
    toolVersion: this.version,
    startedAt,
  })
  if (flags.save !== undefined) await save(this, flags.save, { policy, evidence })
  await report(this, flags, assessment)
  this.process.exitCode = exitCodeFor(assessment, evidence, flags.failOn)
}

async function looked(program: Program, flags: AssessFlags, policy: Policy): Promise<readonly Evidence[]> {
  await confirmOwnership(program, policy, { policyPath: flags.policy, yes: flags.yes })
  if (flags.from === 'unstated') tell(program, vantageMissing)
  return await lookFromOutside(program, {
    policy,
    catalog: bundledCatalog,
    vantage: vantageOf(flags),
    ports: flags.allPorts ? allPorts : (flags.ports ?? usualPorts),
    ...(flags.sourceAddress === undefined ? {} : { localAddress: flags.sourceAddress }),
    ...(flags.authority === undefined ? {} : { authorities: [await readFile(flags.authority, 'utf8')] }),
  })
}

function vantageOf({ from, country, note }: AssessFlags): Vantage {
  return {
    place: from,
    ...(country === undefined ? {} : { country }),
    ...(note === undefined ? {} : { note }),
  }
}

async function save(
  program: Program,
  path: string,
  { policy, evidence }: { policy: Policy; evidence: readonly Evidence[] },
): Promise<void> {
  const text = writeEvidenceFile({
    schema: 'bollwerk.evidence/1',
    site: policy.site,
    tool: { version: program.version },
    evidence,
  })
  await writeFile(path, text)
  tell(program, say(`Die Belege stehen in ${path}.`, `The evidence is in ${path}.`))
}

async function report(program: Program, flags: AssessFlags, assessment: Assessment): Promise<void> {
  program.process.stdout.write(
    flags.json ? renderJson(assessment) : terminalText(program, assessment, { verbose: flags.verbose }),
  )
  if (flags.html === undefined) return
  await writeNew(flags.html, renderHtml(assessment))
  tell(program, say(`Der Bericht steht in ${flags.html}.`, `The report is in ${flags.html}.`))
}

const vantageMissing = say(
  'Hinweis: Ohne --from bleibt offen, was "erreichbar" hier bedeutet (internet, technicians, main-network, server-segment).',
  'Note: without --from it stays open what "reachable" means here (internet, technicians, main-network, server-segment).',
)

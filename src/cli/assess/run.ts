import { bundledCatalog } from '../../catalog/index.ts'
import { writeEvidenceFile } from '../../evidence/file.ts'
import type { Assessment } from '../../model/assessment.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { renderHtml } from '../../reports/html.ts'
import { renderJson } from '../../reports/json.ts'
import { evidenceFolderOf } from '../evidence-folder.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, speakingFor, tell } from '../program.ts'
import { mustBeWritable, writeNew } from '../written-file.ts'
import type { AssessFlags } from './command.ts'
import { confirmOwnership } from './confirmation.ts'
import { exitCodeFor } from './exit-code.ts'
import { judge } from './judge.ts'
import { lookFromOutside } from './look.ts'
import { standpointOf } from './standpoint.ts'
import { type Gathered, keptEvidence, storedEvidence } from './stored-evidence.ts'
import { terminalText } from './terminal.ts'

/** Collects evidence from here, or takes the files given, judges it and reports it. */
export async function run(this: Program, flags: AssessFlags, ...files: string[]): Promise<void> {
  const startedAt = Date.now()
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  for (const path of [flags.save, flags.html]) await mustBeWritable(path)
  const { evidence, whole } = await evidenceFor(program, { flags, policy, files })
  const { language, version } = program
  const assessment = judge(policy, evidence, { language, toolVersion: version, startedAt })
  if (flags.save !== undefined) await save(program, flags.save, { policy, evidence })
  await report(program, flags, assessment)
  this.process.exitCode = exitCodeFor(assessment, { evidence, whole, failOn: flags.failOn })
}

/** The files given and nothing else; without files what is seen from here, beside what lies in the evidence folder. */
async function evidenceFor(
  program: Program,
  { flags, policy, files }: { flags: AssessFlags; policy: Policy; files: readonly string[] },
): Promise<Gathered> {
  if (files.length > 0) return storedEvidence(program, files)
  const kept = keptEvidence(program, evidenceFolderOf(flags.policy))
  const seen = await looked(program, flags, policy)
  return { evidence: [...seen, ...kept.evidence], whole: kept.broken.length === 0 }
}

async function looked(program: Program, flags: AssessFlags, policy: Policy): Promise<readonly Evidence[]> {
  const standpoint = await standpointOf(flags)
  await confirmOwnership(program, policy, { policyPath: flags.policy, yes: flags.yes })
  if (flags.from === 'unstated') tell(program, vantageMissing)
  return await lookFromOutside(program, { policy, catalog: bundledCatalog, ...standpoint })
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
  await writeNew(path, text)
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

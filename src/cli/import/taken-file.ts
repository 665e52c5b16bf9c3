import type { StoredEvidence } from '../../evidence/file.ts'
import { say, type Text } from '../../model/text.ts'
import { keepEvidence, usableFile } from '../evidence-folder.ts'
import { type MachineSummary, machineSummaries } from './machine-summary.ts'

/** What became of one file. */
export type TakenFile =
  | {
      readonly file: string
      readonly ok: true
      /** Where it is kept now. */
      readonly kept: string
      /** The same content was there before. */
      readonly already: boolean
      readonly site: string
      readonly machines: readonly MachineSummary[]
      readonly notes: readonly Text[]
    }
  | { readonly file: string; readonly ok: false; readonly problem: Text }

export type KeptEvidence = Extract<TakenFile, { ok: true }>

export interface Taking {
  readonly folder: string
  readonly site: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether evidence of another site is meant to be taken. */
  readonly mayDiffer: (file: string, site: string) => Promise<boolean>
}

/** Checks one file and puts it into the evidence folder. Whatever is wrong with it is the answer, and nothing is kept. */
export async function takeFile(file: string, taking: Taking): Promise<TakenFile> {
  const stored = usableFile(file, taking.now)
  if (!stored.ok) return { file, ok: false, problem: stored.problem }
  const { evidence, site, notes } = stored.value
  if (evidence.length === 0) return { file, ok: false, problem: nothingIn(file) }
  if (site !== taking.site && !(await taking.mayDiffer(file, site))) {
    return { file, ok: false, problem: otherSite(file, { is: site, wanted: taking.site }) }
  }
  const machines = machineSummaries(evidence)
  const { path, already } = await keepEvidence(taking.folder, stored.value, {
    witness: witnessOf(stored.value),
    machine: machines.map(({ machine }) => machine).join('-'),
  })
  return { file, ok: true, kept: path, already, site, machines, notes }
}

/** Facts are named after their witness: `windows.uac`. */
function witnessOf({ evidence }: StoredEvidence): string {
  return evidence[0]?.fact.split('.')[0] ?? 'evidence'
}

function nothingIn(file: string): Text {
  return say(
    `${file}: Darin steht kein einziger Beleg, den diese Version kennt. Bitte erheben Sie die Belege mit dem Skript dieser Version: bollwerk collect windows`,
    `${file}: there is no evidence in it that this version knows. Please collect it with the script of this version: bollwerk collect windows`,
  )
}

function otherSite(file: string, { is, wanted }: { readonly is: string; readonly wanted: string }): Text {
  const [there, here] = [JSON.stringify(is), JSON.stringify(wanted)]
  return say(
    `${file}: Die Belege nennen den Standort ${there}, die Richtlinie heißt ${here}. Gehören sie doch dazu, so wiederholen Sie den Befehl mit --yes; sonst nennen Sie mit --policy die richtige Richtlinie.`,
    `${file}: the evidence names the site ${there}, the policy is called ${here}. If it belongs here all the same, repeat the command with --yes; otherwise name the right policy with --policy.`,
  )
}

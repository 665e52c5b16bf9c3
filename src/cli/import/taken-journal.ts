import { accountOf, type JournalAccount } from '../../hardening/bundle/journal-account.ts'
import { type JournalLine, looksLikeJournal, readJournalLines } from '../../hardening/bundle/journal-lines.ts'
import { latestHonestMoment } from '../../model/moment.ts'
import type { Text } from '../../model/text.ts'
import { evidenceText } from '../evidence-text.ts'
import { type KnownPlan, knownPlan } from '../hardening/exported-plans.ts'
import { type JournalFlags, journalFolderOf } from '../hardening/journal-folder.ts'
import { fileWord, keepOnce } from '../kept-file.ts'
import { Refusal } from '../refusal.ts'
import { elsewhere, faultInWords, fromFuture, notOfPlan, otherSite } from './journal-faults.ts'

/** What became of one journal of a bundle. */
export type TakenJournal =
  | {
      readonly file: string
      readonly ok: true
      /** Where it is kept now. */
      readonly kept: string
      /** The same content was there before. */
      readonly already: boolean
      readonly account: JournalAccount
      /** Absent where nobody here knows a plan with that SHA-256. */
      readonly known?: KnownPlan
    }
  | { readonly file: string; readonly ok: false; readonly problem: Text }

export interface TakingJournal {
  readonly flags: JournalFlags
  readonly site: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly mayDiffer: (file: string, site: string) => Promise<boolean>
}

/** The text of a journal, or `undefined` for any other file, also for one that cannot be read. */
export function journalText(file: string): string | undefined {
  try {
    const text = evidenceText(file)
    return looksLikeJournal(text) || isOwnJournal(text) ? text : undefined
  } catch (cause) {
    // Whoever takes it for evidence then says what is wrong with it.
    if (cause instanceof Refusal) return undefined
    throw cause
  }
}

/** A journal of `bollwerk apply`, which nobody needs to import. */
function isOwnJournal(text: string): boolean {
  return /^\{"at":"[^"]*","kind":"begun","schema":"bollwerk\.journal\//.test(text)
}

/** Checks a journal and keeps it beside the others. Whatever is wrong with it is the answer, and nothing is kept. */
export async function takeJournal(file: string, text: string, taking: TakingJournal): Promise<TakenJournal> {
  if (isOwnJournal(text)) return { file, ok: false, problem: elsewhere(file) }
  const reading = readJournalLines(text)
  if (!reading.ok) return { file, ok: false, problem: faultInWords(file, reading.fault) }
  const account = accountOf(reading.lines)
  const known = await knownPlan(taking.flags, account.plan)
  const problem = futureOf(file, reading.lines, taking.now) ?? strangerOf(file, reading.lines, known)
  if (problem) return { file, ok: false, problem }
  if (account.site !== taking.site && !(await taking.mayDiffer(file, account.site))) {
    return { file, ok: false, problem: otherSite(file, { is: account.site, wanted: taking.site }) }
  }
  const name = `bundle-${account.plan.slice(0, 12)}-${fileWord(account.machine)}`
  const { path, already } = await keepOnce(journalFolderOf(taking.flags), { name, ending: '.jsonl' }, text)
  return { file, ok: true, kept: path, already, account, ...(known ? { known } : {}) }
}

function futureOf(file: string, lines: readonly JournalLine[], now: number): Text | undefined {
  const index = lines.findIndex(({ at }) => at > latestHonestMoment(now))
  const line = lines[index]
  return line && fromFuture(file, { line: index + 1, at: line.at, now: new Date(now).toISOString() })
}

/** A line about a step that the plan does not have: then somebody wrote it who did not have that plan. */
function strangerOf(file: string, lines: readonly JournalLine[], known: KnownPlan | undefined): Text | undefined {
  if (!known) return undefined
  const index = lines.findIndex((line) => !isOfPlan(line, known))
  return index === -1 ? undefined : notOfPlan(file, { line: index + 1, plan: known.path })
}

function isOfPlan(line: JournalLine, { plan }: KnownPlan): boolean {
  const has = (id: string): boolean => plan.changes.some((change) => change.id === id)
  if (line.kind === 'begun') return line.site === plan.site && line.changes.every(has)
  if (!('change' in line)) return true
  const change = plan.changes.find(({ id }) => id === line.change)
  return change !== undefined && (!('step' in line) || line.step < change.steps.length)
}

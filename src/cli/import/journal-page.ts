import { type BundleEnding, type BundleReason, endingWords, reasonWords } from '../../hardening/bundle/ending.ts'
import type { ChangeAccount, JournalAccount } from '../../hardening/bundle/journal-account.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { Page, type PageOptions } from '../../reports/terminal/page.ts'
import type { Tone } from '../../reports/terminal/style.ts'
import type { KnownPlan } from '../hardening/exported-plans.ts'
import type { TakenJournal } from './taken-journal.ts'

type KeptJournal = Extract<TakenJournal, { ok: true }>

/** What a journal tells, change by change, as a person reads it. */
export function journalPage(
  { account, known }: KeptJournal,
  { page: options, language }: { readonly page: PageOptions; readonly language: Language },
): string {
  const page = new Page(options, language)
  page.write({ text: page.say(headOf(account, known)), indent: 2 })
  for (const change of account.changes) writeChange(page, change, known)
  for (const note of notesOn(account, known)) page.write({ text: page.say(note), indent: 2 })
  return page.toString()
}

/** The same for a program. */
export function journalJson({ account, known, ...rest }: KeptJournal, language: Language): object {
  const changes = account.changes.map((change) => ({
    ...change,
    title: titleOf(change, known) ?? null,
    detail: detailOf(change)?.[language] ?? '',
  }))
  const notes = notesOn(account, known).map((note) => note[language])
  return { ...rest, journal: { ...account, planFile: known?.path ?? null, changes }, notes }
}

function headOf({ machine, plan, at }: JournalAccount, known: KnownPlan | undefined): Text {
  const where = known ? `, ${known.path}` : ''
  return say(
    `${machine}, Plan ${plan.slice(0, 12)}${where}; zuletzt geschrieben ${at}`,
    `${machine}, plan ${plan.slice(0, 12)}${where}; last written ${at}`,
  )
}

function writeChange(page: Page, account: ChangeAccount, known: KnownPlan | undefined): void {
  const [words, tone] = [endings[account.ending], tones[account.ending]]
  const title = titleOf(account, known)
  const text = title === undefined ? account.change : `${title} [${account.change}]`
  page.write({ lead: page.say(words), leadTone: tone, leadWidth: 34, text, tone: 'strong', indent: 2 })
  const detail = detailOf(account)
  if (detail) page.write({ text: page.say(detail), indent: 5 })
}

function titleOf({ change }: ChangeAccount, known: KnownPlan | undefined): string | undefined {
  return known?.plan.changes.find(({ id }) => id === change)?.title
}

/** Why a change ended so; `undefined` where nothing went wrong. */
function detailOf({ ending, reason, place, cause }: ChangeAccount): Text | undefined {
  if (ending === 'broken-off') return brokenOff
  return reason && filled(reason, [place, cause])
}

function filled(reason: BundleReason, values: readonly string[]): Text {
  const put = (text: string): string => text.replaceAll(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '')
  const { de, en } = reasonWords[reason]
  return say(put(de), put(en))
}

/** What has to be known of the whole: nothing here is a proof. */
function notesOn({ changes, finished }: JournalAccount, known: KnownPlan | undefined): readonly Text[] {
  const stands = changes.some(({ ending }) => ending === 'applied' || ending === 'needs-restart')
  return [
    ...(known ? [] : [noPlan]),
    ...(finished ? [] : [unfinished]),
    ...(changes.some(({ ending }) => ending === 'undo-failed') ? [byHand] : []),
    ...(stands ? [noProof] : []),
  ]
}

const endings: Readonly<Record<ChangeAccount['ending'], Text>> = {
  ...endingWords,
  'broken-off': say('ABGEBROCHEN', 'BROKEN OFF'),
  'not-reached': say('NICHT BEGONNEN', 'NOT BEGUN'),
}

const tones: Readonly<Record<BundleEnding | ChangeAccount['ending'], Tone>> = {
  applied: 'warning',
  'needs-restart': 'warning',
  'without-effect': 'warning',
  'failed-and-undone': 'warning',
  'not-confirmed-and-undone': 'warning',
  'undo-failed': 'bad',
  stopped: 'warning',
  undone: 'good',
  'broken-off': 'bad',
  'not-reached': 'warning',
}

const brokenOff = say(
  'Die Änderung wurde begonnen, und niemand schrieb, wie sie endete. Bitte rufen Sie auf dem Server rollback.ps1 auf.',
  'The change was begun, and nobody wrote how it ended. Please run rollback.ps1 on the server.',
)
const unfinished = say(
  'Das Protokoll hat kein Ende: Das Skript lief noch, brach ab, oder die Datei ist gekürzt. Bitte kopieren Sie journal.jsonl noch einmal; fehlt das Ende auch dann, so rufen Sie auf dem Server rollback.ps1 auf.',
  'The journal has no end: the script was still running, broke off, or the file is shortened. Please copy journal.jsonl again; if the end is missing even then, run rollback.ps1 on the server.',
)
const noPlan = say(
  'Hier ist kein Plan mit diesem SHA-256 bekannt, weder neben der Richtlinie noch unter den exportierten. Ob das Protokoll zu einem Ihrer Pläne gehört, ist damit offen.',
  'No plan with this SHA-256 is known here, neither beside the policy nor among the exported ones. Whether the journal belongs to one of your plans is thus open.',
)
const byHand = say(
  'ACHTUNG: Ein Ort ist weder wie vorher noch wie geplant. Bitte bringen Sie ihn auf dem Server in Ordnung; solange es die Kopie von vorher noch gibt, liegt sie dort im Ordner copies.',
  'ATTENTION: a place is neither as before nor as planned. Please put it right on the server; as long as there is a copy of before, it is in the folder copies there.',
)
const noProof = say(
  'Bewiesen ist damit noch nichts. Der Beweis sind neue Belege von diesem Server: bollwerk collect windows, dann import und assess.',
  'Nothing is proven by this yet. The proof is new evidence from this server: bollwerk collect windows, then import and assess.',
)

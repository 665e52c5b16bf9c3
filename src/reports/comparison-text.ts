import { serverNames } from '../model/server.ts'
import { type Language, say, type Text } from '../model/text.ts'
import { type Change, type ChangeKind, changeKinds, isWorse } from './change.ts'
import { changesBetween, type Pair } from './comparison.ts'
import * as messages from './messages.ts'
import { shownTime } from './moment.ts'
import { Page, type PageOptions } from './terminal/page.ts'
import type { Tone } from './terminal/style.ts'

const headings: Readonly<Record<ChangeKind, Text>> = {
  new: say('Neu', 'New'),
  regressed: say('Wieder schlechter: war erfüllt', 'Regressed: was met'),
  'exception-expired': say('Ausnahme abgelaufen oder entfallen: zählt wieder', 'Exception ended or gone: counts again'),
  'became-unknown': say('Nicht mehr zu klären', 'Became unknown'),
  'data-missing': say('Belege fehlen jetzt', 'Evidence is missing now'),
  waived: say('Als Ausnahme hingenommen', 'Accepted as an exception'),
  'control-version-changed': say('Die Prüfung hat sich geändert', 'The control has changed'),
  'evidence-changed': say('Besteht weiter, mit anderen Belegen', 'Still there, with other evidence'),
  'new-question': say('Neue Frage, noch offen', 'New question, still open'),
  answered: say('Offene Frage beantwortet: erfüllt', 'Open question answered: met'),
  fixed: say('Behoben', 'Fixed'),
  unchanged: say('Unverändert', 'Unchanged'),
}

const tones: Readonly<Partial<Record<ChangeKind, Tone>>> = {
  new: 'bad',
  regressed: 'bad',
  'exception-expired': 'bad',
  'became-unknown': 'warning',
  'data-missing': 'warning',
  answered: 'good',
  fixed: 'good',
}

/** What changed between two assessments, for a terminal: what is worse first, what stayed the same only as a number. */
export function renderComparison(pair: Pair, options: PageOptions, language: Language): string {
  const { before, after } = pair
  const changes = changesBetween(pair)
  const page = new Page(options, language)
  page.write({
    text: `${after.site}: ${shownTime(before.finishedAt, language)} → ${shownTime(after.finishedAt, language)}`,
    tone: 'strong',
  })
  page.write({ text: page.say(numbers(pair)) })
  for (const kind of changeKinds)
    writeKind(
      page,
      kind,
      changes.filter((change) => change.kind === kind),
    )
  page.blank()
  page.write({ text: page.say(conclusion(changes)), tone: changes.some(isWorse) ? 'bad' : 'good' })
  return page.toString()
}

function writeKind(page: Page, kind: ChangeKind, changes: readonly Change[]): void {
  if (changes.length === 0) return
  page.blank()
  page.write({ text: `${page.say(headings[kind])}: ${changes.length}`, tone: tones[kind] ?? 'strong' })
  if (kind === 'unchanged') return
  for (const change of changes) {
    page.write({ lead: page.unicode ? '•' : '*', text: line(page, change), indent: 2 })
    page.write({ text: change.title, tone: 'faint', indent: 4, oneLine: true })
  }
}

function line(page: Page, { kind, id, subject, severity, before, after }: Change): string {
  const words = [before, after].map((state) => (state ? page.say(messages.outcomeWords[state.outcome]) : '–'))
  const versions = kind === 'control-version-changed' ? `, Version ${before?.version} → ${after?.version}` : ''
  const weight = page.say(messages.severityWords[severity])
  return `${id} (${serverNames[subject]}, ${weight}): ${words.join(' → ')}${versions}`
}

function numbers({ before, after }: Pair): Text {
  const [was, is] = [before.coverage, after.coverage]
  return say(
    `Punktzahl ${before.score} → ${after.score} von 100. Beantwortet ${was.answered} von ${was.asked} → ${is.answered} von ${is.asked} Fragen.`,
    `Score ${before.score} → ${after.score} of 100. Answered ${was.answered} of ${was.asked} → ${is.answered} of ${is.asked} questions.`,
  )
}

function conclusion(changes: readonly Change[]): Text {
  const worse = changes.filter(isWorse).length
  const better = changes.filter(({ kind }) => kind === 'fixed').length
  return say(
    `Dazugekommen oder wieder offen: ${worse}. Behoben: ${better}.`,
    `New or open again: ${worse}. Fixed: ${better}.`,
  )
}

import type { Judged, RemedyText } from '../../src/controls/control.ts'
import type { Examination } from '../../src/controls/examine.ts'
import { findingId } from '../../src/controls/finding-id.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { type Language, languages } from '../../src/model/text.ts'

/** The answers of one control about one server, each as a piece of Markdown that a person can proof-read. */
export function written({ control, server, judgements }: Examination): readonly string[] {
  return judgements.map((judgement) => {
    const { item, outcome, overlay, severity, detail, title, remedy, references = [], evidence } = judgement
    const answer = [outcome, ...(isTold(judgement) ? [severity] : []), ...(overlay ? [overlay] : [])]
    return [
      `### ${findingId(control.id, server, item)}`,
      `\n${answer.join(', ')}\n`,
      ...inEach((language) => `${title ? `**${title[language]}** ` : ''}${detail[language]}`),
      ...(remedy ? inEach((language) => toDo(remedy, language)) : []),
      ...references.map((reference) => `- reads: ${reference.title} <${reference.url}>`),
      ...(evidence.length > 0 ? evidence.map((piece) => `- cites: ${cited(piece)}`) : ['- cites nothing']),
    ].join('\n')
  })
}

function isTold({ outcome }: Judged): boolean {
  return outcome !== 'pass' && outcome !== 'not-applicable'
}

function inEach(text: (language: Language) => string): readonly string[] {
  return languages.map((language) => `- ${language}: ${text(language)}`)
}

/** What to do, where that is another thing than what the control always says. */
function toDo({ summary, steps, automatic, rollback, downtime }: RemedyText, language: Language): string {
  const texts = [
    ...steps.map((step) => `step: ${step[language]}`),
    ...(rollback ? [`way back: ${rollback[language]}`] : []),
    ...(downtime ? [`downtime: ${downtime[language]}`] : []),
  ]
  return [`${automatic ? 'by Bollwerk' : 'by hand'}: ${summary[language]}`, ...texts].join('\n  - ')
}

/** Which fact, seen by whom and where; and of an excerpt, what of it. */
function cited(piece: Evidence): string {
  const { fact, witness, source, vantage } = piece
  const from = vantage ? [vantage.place, vantage.country].filter((word) => word !== undefined).join(' ') : witness
  const missing = 'missing' in piece ? `, missing: ${piece.missing.reason}, ${piece.missing.detail}` : ''
  return `${fact} (${from}) ${source}${missing}${excerpted(piece)}`
}

/** Every list of the value in short, if it is an excerpt: what is cited must be what the text speaks of. */
function excerpted(piece: Evidence): string {
  if (!('value' in piece) || piece.leftOut === undefined) return ''
  const lists = Object.values(Object(piece.value)).filter((field) => Array.isArray(field))
  return `, without ${piece.leftOut} others: ${lists.flat().map(nameOf).join('; ') || 'none'}`
}

const names = ['id', 'path', 'name', 'port', 'sid']

/** An entry by what tells it apart from others. */
function nameOf(entry: unknown): string {
  const fields: Readonly<Record<string, unknown>> = Object(entry)
  const words = names.flatMap((name) => (fields[name] === undefined ? [] : [String(fields[name])]))
  return words.length > 0 ? words.join(' ') : JSON.stringify(entry)
}

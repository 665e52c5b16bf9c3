import { type Language, say, type Text } from '../../model/text.ts'
import type { GeoData, GeoSource } from '../../traffic/geo.ts'
import { ruleWords } from '../../traffic/rule-words.ts'
import type { Source } from '../../traffic/source.ts'
import type { TraceEntry, Verdict } from '../../traffic/verdict.ts'

/** A decision for a reader, `bollwerk.verdict/1`. */
export interface VerdictRecord {
  readonly schema: 'bollwerk.verdict/1'
  readonly verdict: Verdict['action']
  /** 0 where nothing is answered. */
  readonly status: number
  readonly reason: string
  readonly rule: string
  readonly mode: Verdict['mode']
  readonly area: Verdict['area'] | null
  readonly address: string
  readonly country: { readonly opinions: readonly (string | null)[]; readonly class: string }
  /** Only a visit that was really made has one. */
  readonly reference: string | null
  readonly trace: readonly TraceEntry[]
}

/** Puts a decision into the words of one language. */
export function verdictRecord(
  of: { verdict: Verdict; trace: readonly TraceEntry[]; source: Source; geo: GeoData },
  language: Language,
): VerdictRecord {
  const { verdict, trace, source, geo } = of
  const { opinions, class: kind } = geo.opinion(source.opinion)
  return {
    schema: 'bollwerk.verdict/1',
    verdict: verdict.action,
    status: verdict.status,
    reason: ruleWords(verdict.rule)[language],
    rule: verdict.rule,
    mode: verdict.mode,
    area: verdict.area ?? null,
    address: source.address,
    country: { opinions: opinions.map((opinion) => opinion ?? null), class: kind },
    reference: null,
    trace,
  }
}

const outcomes: Readonly<Record<Verdict['action'], Text>> = {
  forward: say('Durchgelassen', 'Let through'),
  answer: say('Beantwortet', 'Answered'),
  refuse: say('Abgewiesen', 'Refused'),
  drop: say('Verworfen', 'Dropped'),
}

/** The decision on a terminal. */
export function verdictLines(
  record: VerdictRecord,
  language: Language,
  sources: readonly GeoSource[],
): readonly string[] {
  const { verdict, status, reason, rule, area, country, trace } = record
  const answer = status > 0 ? ` (${status})` : ''
  const place = { de: 'Bereich', en: 'Area' }[language]
  const land = { de: 'Land', en: 'Country' }[language]
  const widest = Math.max(...trace.map(({ step }) => step.length))
  return [
    `${outcomes[verdict][language]}${answer}: ${reason} [${rule}]`,
    `${place}: ${area ?? '–'}`,
    `${land}: ${country.opinions.map((opinion) => opinion ?? '?').join(' / ')} (${country.class})`,
    '',
    ...trace.map(
      ({ step, result, rule: asked }) => `  ${step.padEnd(widest)}  ${result}${asked ? `  [${asked}]` : ''}`,
    ),
    '',
    ...sources.map(({ asOf, attribution: { text, link } }) => `${text}${link ? `, ${link}` : ''} (${asOf})`),
  ]
}

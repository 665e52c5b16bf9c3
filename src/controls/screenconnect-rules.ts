import type { Evidence } from '../model/evidence.ts'
import type { Severity } from '../model/outcome.ts'
import { say, type Text } from '../model/text.ts'
import type { Judgement } from './control.ts'
import { quotation } from './quotation.ts'

/** What a setting should be, and what it means if it is not. */
export interface SettingRule {
  /** As the file writes it. */
  readonly name: string
  readonly good: (value: string) => boolean
  readonly wanted: Text
  readonly meaning: Text
  /** What it means if it is 0, where that is something else. */
  readonly ifZero?: Text
  readonly severity: Severity
}

/** A setting as it was read: absent from the file, there but unreadable, or with its value. */
type SettingState = string | null | undefined

/**
 * One failure for each setting that breaks its rule. What is not written down stays `unknown`: the product's own
 * default then holds, and that is not documented.
 */
export function ruledSettings(
  rules: readonly SettingRule[],
  stateOf: (name: string) => SettingState,
  evidence: readonly Evidence[],
  file = 'web.config',
): readonly Judgement[] {
  return rules.flatMap((rule): Judgement[] => {
    const value = stateOf(rule.name)
    const { name: item, severity, wanted } = rule
    if (value === undefined || value === null || value === '') {
      return [{ item, outcome: 'unknown', severity, detail: notWritten(rule, value, file), evidence }]
    }
    if (rule.good(value)) return []
    const shown = quotation(value)
    const meaning = Number(value) === 0 && rule.ifZero ? rule.ifZero : rule.meaning
    const detail = say(
      `${item} ist ${shown}, gewünscht ist ${wanted.de}. ${meaning.de}`,
      `${item} is ${shown}, wanted is ${wanted.en}. ${meaning.en}`,
    )
    return [{ item, outcome: 'fail', severity, detail, evidence }]
  })
}

/** From `least` to `most`, both included. */
export function between(least: number, most: number): (value: string) => boolean {
  return (value) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most
}

export function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true'
}

export function isFalse(value: string): boolean {
  return value.toLowerCase() === 'false'
}

function notWritten({ name, wanted }: SettingRule, value: SettingState, file: string): Text {
  const why =
    value === undefined
      ? say(`steht nicht in ${file}`, `does not stand in ${file}`)
      : say('hat keinen lesbaren Wert', 'has no readable value')
  return say(
    `${name} ${why.de}; was dann gilt, ist nicht belegt. Gewünscht ist ${wanted.de}; bitte tragen Sie es ein.`,
    `${name} ${why.en}; what holds then is not documented. Wanted is ${wanted.en}; please enter it.`,
  )
}

import type { Evidence } from '../model/evidence.ts'
import { languages, type Text } from '../model/text.ts'
import type { Judged } from './control.ts'

/**
 * What holds of every answer of every control, whatever it was asked: it passes and fails on evidence only, cites
 * nothing but what it was given, tells its findings apart, and speaks in sentences without holes. Throws where it does
 * not.
 */
export function mustBeSound(judgements: readonly Judged[], given: readonly Evidence[]): void {
  for (const judgement of judgements) {
    const fault = citationFault(judgement, given) ?? textFault(judgement) ?? remedyFault(judgement)
    if (fault !== undefined) throw new Error(`${fault}: ${JSON.stringify(judgement.detail)}`)
  }
  const findings = judgements.filter(({ outcome, overlay }) => outcome !== 'pass' && overlay !== 'stale')
  const items = findings.map(({ item }) => item)
  if (new Set(items).size < items.length) throw new Error(`findings with the same item: ${items.join(', ')}`)
}

function citationFault({ outcome, evidence }: Judged, given: readonly Evidence[]): string | undefined {
  if (evidence.length === 0 && (outcome === 'pass' || outcome === 'fail')) return `${outcome} without evidence`
  return evidence.every((piece) => isOf(piece, given)) ? undefined : 'evidence that nobody brought'
}

/** Excerpts are copies; what persons answered comes from the policy. */
function isOf(piece: Evidence, given: readonly Evidence[]): boolean {
  if (piece.witness === 'paper') return true
  return given.some(({ fact, source, at }) => fact === piece.fact && source === piece.source && at === piece.at)
}

function textFault(judgement: Judged): string | undefined {
  const { detail, title, remedy } = judgement
  const texts: readonly (Text | undefined)[] = [detail, title, remedy?.summary, ...(remedy?.steps ?? [])]
  const said = texts.flatMap((text) => (text === undefined ? [] : languages.map((language) => text[language])))
  const holed = said.find((text) => holes.test(text))
  if (holed !== undefined) return `a hole in »${holed}«`
  if (endsInWordsOfPersons(judgement)) return
  return languages.every((language) => /[.!?]["“”)]*$/.test(detail[language])) ? undefined : 'no end of a sentence'
}

/** Also where a program can do it: whoever does not let it needs steps to follow. */
function remedyFault({ remedy }: Judged): string | undefined {
  return remedy?.steps.length === 0 ? 'a remedy that no person can follow' : undefined
}

/** Whoever accepted or answered it wrote the last words. */
function endsInWordsOfPersons({ acceptance, evidence }: Judged): boolean {
  return acceptance !== undefined || evidence.some(({ witness }) => witness === 'paper')
}

/** What is left of a list without entries, of a name that nobody knows, of an object put into a sentence. */
const holes = /^\s|\s$|^$| {2}|undefined|NaN|\[object|(?<!\w)\(\)|„“|""|, ,|,,| [,.:;]|: ?[.,;]|\bnull\b(?!\))/

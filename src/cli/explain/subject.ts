import type { Advisory } from '../../catalog/catalog.ts'
import { bundledCatalog } from '../../catalog/index.ts'
import { weightInWords } from '../../controls/advisory-words.ts'
import type { Control } from '../../controls/control.ts'
import { controls } from '../../controls/index.ts'
import { type MeasureId, measureIds, measureTitles } from '../../model/measure.ts'
import { quoted } from '../../model/quoted.ts'
import { type Language, say } from '../../model/text.ts'
import { nearest } from '../../policy/suggestion.ts'
import { exitCodes } from '../exit-code.ts'
import { type Program, print } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { ExplainFlags } from './command.ts'
import { type ControlPart, controlParts, controlRecord } from './control-parts.ts'

/** What is known of one measure, control or advisory, found by its id. */
interface Explanation {
  readonly schema: 'bollwerk.explanation/1'
  readonly id: string
  readonly title: string
  readonly lines: readonly string[]
  readonly references: readonly string[]
  /** Of a control: all that is known of it, as values. */
  readonly control?: Readonly<Record<string, unknown>>
}

const advisories: readonly Advisory[] = Object.values(bundledCatalog.products).flatMap((entry) => entry.advisories)
const mostHints = 5

/** Explains a measure, a control or an advisory by its id. */
export function explainSubject(program: Program, flags: Pick<ExplainFlags, 'json'>, subject: string): void {
  const explanation = explained(subject, program.language)
  if (!explanation) throw unknownSubject(subject)
  if (flags.json) {
    print(program, JSON.stringify(explanation, undefined, 2))
    return
  }
  const { id, title, lines, references, control } = explanation
  // The parts of a control name its references themselves.
  const sources = control || references.length === 0 ? [] : ['', ...references]
  for (const line of [`${id}: ${title}`, '', ...lines, ...sources]) print(program, line)
}

function explained(subject: string, language: Language): Explanation | undefined {
  const control = controls.find(({ id }) => id === subject)
  if (control) return ofControl(control, language)
  const measure = measureIds.find((id) => id === subject)
  if (measure) return ofMeasure(measure, language)
  const advisory = advisories.find(({ id }) => id === subject.toUpperCase())
  return advisory ? ofAdvisory(advisory, language) : undefined
}

function ofControl(control: Control, language: Language): Explanation {
  const parts = controlParts(control, language)
  return {
    schema: 'bollwerk.explanation/1',
    id: control.id,
    title: control.title[language],
    lines: parts.flatMap(linesOf),
    references: control.references.map(({ title, url }) => `${title}: ${url}`),
    control: controlRecord(control, language),
  }
}

function linesOf({ heading, lines, numbered }: ControlPart, index: number): readonly string[] {
  const shown = lines.map((line, place) => `  ${numbered ? `${place + 1}. ` : ''}${line}`)
  return [...(index === 0 ? [] : ['']), heading, ...shown]
}

function ofMeasure(id: MeasureId, language: Language): Explanation {
  return {
    schema: 'bollwerk.explanation/1',
    id,
    title: measureTitles[id][language],
    lines: controls
      .filter(({ measure }) => measure === id)
      .map((control) => `${control.id}: ${control.title[language]}`),
    references: [],
  }
}

function ofAdvisory(advisory: Advisory, language: Language): Explanation {
  const { id, title, published, fixed, url } = advisory
  const facts = [
    say(`Veröffentlicht: ${published}.`, `Published: ${published}.`),
    ...(fixed === undefined ? [] : [say(`Behoben ab ${fixed}.`, `Repaired from ${fixed}.`)]),
    ...weightInWords(advisory),
  ]
  return {
    schema: 'bollwerk.explanation/1',
    id,
    title: title[language],
    lines: facts.map((fact) => fact[language]),
    references: [url],
  }
}

function unknownSubject(subject: string): Refusal {
  const known = [...measureIds, ...controls.map(({ id }) => id), ...advisories.map(({ id }) => id)]
  const meant = nearest(subject, known)
  const close = known.filter((id) => id.toLowerCase().includes(subject.toLowerCase()))
  const hint = close.length === 0 ? measureIds.join(', ') : close.slice(0, mostHints).join(', ')
  if (meant !== undefined) return new Refusal(mistyped(subject, meant), exitCodes.usage)
  return new Refusal(
    say(
      `${quoted(subject)} ist keine Maßnahme, Prüfung oder bekannte Schwachstelle. Es gibt zum Beispiel: ${hint}.`,
      `${quoted(subject)} is no measure, control or known advisory. There are for example: ${hint}.`,
    ),
    exitCodes.usage,
  )
}

function mistyped(subject: string, meant: string): ReturnType<typeof say> {
  return say(
    `${quoted(subject)} ist keine Maßnahme, Prüfung oder bekannte Schwachstelle. Meinten Sie ${meant}?`,
    `${quoted(subject)} is no measure, control or known advisory. Did you mean ${meant}?`,
  )
}

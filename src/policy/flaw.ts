import { LineCounter } from 'yaml'
import { isVisible, quoted } from '../model/quoted.ts'
import { say, type Text } from '../model/text.ts'
import type { Path } from './field.ts'
import type { PolicyProblem } from './problem.ts'

/** A problem before its place is counted in lines. */
export interface Flaw {
  /** In UTF-16 code units from the beginning of the text. */
  readonly offset: number
  readonly path: Path
  readonly message: Text
}

/** More would help nobody, and a hostile file could have a hundred thousand. */
const mostProblems = 100

/** Flaws with line and column, in the order of the file; beyond the first hundred only their number is told. */
export function located(flaws: readonly Flaw[], text: string): readonly PolicyProblem[] {
  const lines = countLines(text)
  const ordered = flaws.toSorted((a, b) => a.offset - b.offset)
  const told = ordered.slice(0, mostProblems)
  const next = ordered[mostProblems]
  const more = ordered.length - mostProblems
  const message = say(
    `Ab hier folgen ${more} weitere Fehler. Beheben Sie zuerst die anderen und prüfen Sie dann noch einmal.`,
    `From here ${more} more errors follow. Repair the others first and then check again.`,
  )
  return (next ? [...told, { ...next, path: [], message }] : told).map(({ offset, path, message }) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col, path: written(path), message }
  })
}

/** Where the lines of a text begin. */
export function countLines(text: string): LineCounter {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  return lines
}

function written(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    const name = isVisible(step) && step.length <= 60 ? step : quoted(step)
    return text === '' ? name : `${text}.${name}`
  }, '')
}

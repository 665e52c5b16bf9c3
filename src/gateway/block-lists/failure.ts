import { say, type Text } from '../../model/text.ts'
import type { FailedList } from './load.ts'

/** A block list that cannot be put in force, with its place. */
export class BlockListFailure extends Error {
  readonly text: Text

  constructor(list: { readonly name: string; readonly file: string }, failed: Omit<FailedList, 'ok'>) {
    const text = placed(list, failed)
    super(text.en)
    this.text = text
  }
}

function placed({ name, file }: { name: string; file: string }, { line, problem }: Omit<FailedList, 'ok'>): Text {
  const place = line === undefined ? file : `${file}:${line}`
  return say(`Sperrliste ${name}, ${place}: ${problem.de}`, `Block list ${name}, ${place}: ${problem.en}`)
}

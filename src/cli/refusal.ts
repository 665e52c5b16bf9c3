import type { Text } from '../model/text.ts'
import { type ExitCode, exitCodes } from './exit-code.ts'

/** A request that Bollwerk does not carry out, with what is wrong and what would help. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly text: Text
  readonly exitCode: ExitCode

  constructor(text: Text, exitCode: ExitCode = exitCodes.usage) {
    super(text.en)
    this.text = text
    this.exitCode = exitCode
  }
}

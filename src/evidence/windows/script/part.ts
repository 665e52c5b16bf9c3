import type { Text } from '../../../model/text.ts'
import type { WindowsFacts } from '../facts.ts'

/** One fact of the collector script: the PowerShell functions that read it, and what a person should know of them. */
export interface CollectorPart {
  readonly fact: keyof WindowsFacts
  /** What is looked at, as it stands in the evidence behind the machine's name. */
  readonly source: string
  readonly about: Text
  /** The function in `script` that answers the fact. */
  readonly entry: string
  /**
   * Windows PowerShell 5.1, in ASCII and without its escape character. Lines that begin with `#de` or `#en` are
   * comments in one language.
   */
  readonly script: string
}

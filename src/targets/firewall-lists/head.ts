import type { Language, Text } from '../../model/text.ts'
import { type AddressRules, attributionsOf } from '../address-rules.ts'
import { lineText } from './quote.ts'

/** For whom and when lists are written, and in which language. */
export interface ListHead {
  readonly site: string
  readonly at: string
  readonly language: Language
  /** Whose geo data the countries come from: their licences want it said. */
  readonly attributions: readonly string[]
}

export function headOf(source: AddressRules, language: Language): ListHead {
  return { site: source.policy.site, at: source.at, language, attributions: attributionsOf(source) }
}

/** The lines that a list begins with, each a comment behind the product's sign. */
export function headLines({ site, at, language, attributions }: ListHead, purpose: Text): readonly string[] {
  return [`Bollwerk, ${site}, ${at}`, purpose[language], ...attributions].map((line) => `# ${lineText(line)}`)
}

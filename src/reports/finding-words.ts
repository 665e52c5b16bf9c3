import type { Assessment, ControlResult, Finding } from '../model/assessment.ts'
import type { Language } from '../model/text.ts'
import * as messages from './messages.ts'

/**
 * What a finding is called. The title of a control says how things should be; where a finding has no title of its
 * own, the outcome goes before it, so that nobody reads the wish as the state.
 */
export function headingOf(finding: Finding, assessment: Assessment): string {
  return hasOwnTitle(finding, assessment) ? finding.title : controlHeading(finding, assessment.language)
}

/** The same for a control: what it asks for, behind the outcome unless that is how it is. */
export function controlHeading(
  { title, outcome }: Pick<ControlResult, 'title' | 'outcome'>,
  language: Language,
): string {
  return outcome === 'pass' ? title : `${capitalised(messages.outcomeWords[outcome][language])}: ${title}`
}

/** What is the case, as one sentence: the finding's own title, or what it says in detail. */
export function factOf(finding: Finding, assessment: Assessment): string {
  const fact = hasOwnTitle(finding, assessment) ? finding.title : finding.detail
  return /[.!?…]$/.test(fact) ? fact : `${fact}.`
}

/** The text with a capital letter at its beginning. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function hasOwnTitle({ measure, control, subject, title }: Finding, { measures }: Assessment): boolean {
  const controls = measures.find(({ id }) => id === measure)?.controls ?? []
  return !controls.some((result) => result.id === control && result.subject === subject && result.title === title)
}

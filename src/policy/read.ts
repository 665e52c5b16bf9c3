import { readDocument } from './document.ts'
import { type Flaw, located } from './flaw.ts'
import { flawsOfIssue } from './issue-flaw.ts'
import type { Policy } from './policy.ts'
import { toPolicy } from './policy-file.ts'
import type { PolicyProblem } from './problem.ts'
import { policyFile } from './schema.ts'

/** A policy, or everything that is wrong with the file, in the order of the file. */
export type PolicyReading =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] }

/**
 * Reads `bollwerk.yaml`. Never throws, whatever the text is. All problems are told at once, in two steps: while the
 * text is not well-formed YAML, its content is not looked at. At least one problem is told when the file is refused,
 * and each has a place.
 */
export function readPolicy(text: string): PolicyReading {
  const source = text.replace(/^\uFEFF/, '')
  const document = readDocument(source)
  if (!('value' in document)) return refused(document, source)
  const reading = policyFile.safeParse(document.value)
  const issues = reading.success ? [] : reading.error.issues
  const flaws = [...document.duplicates, ...issues.flatMap((issue) => flawsOfIssue(issue, document))]
  if (flaws.length > 0 || !reading.success) return refused(flaws, source)
  return { ok: true, policy: toPolicy(reading.data) }
}

function refused(flaws: readonly Flaw[], source: string): PolicyReading {
  return { ok: false, problems: located(flaws, source) }
}

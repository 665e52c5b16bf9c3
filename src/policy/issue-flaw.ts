import type { z } from 'zod'
import type { AreaId } from '../model/area.ts'
import type { Text } from '../model/text.ts'
import { alwaysClosed, staysClosed } from './always-closed.ts'
import type { PolicyDocument } from './document.ts'
import { keysAt, type Path } from './field.ts'
import type { Flaw } from './flaw.ts'
import { emptyFile, emptyList, missing, notAmong, unknownKey, wrongKind } from './sentence.ts'

type Issue = z.core.$ZodIssue

/** What an issue of the shape says to the operator, and where. One issue can name several unknown keys. */
export function flawsOfIssue(issue: Issue, document: PolicyDocument): readonly Flaw[] {
  const path = stepsOf(issue.path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => strangerAt(path, key, document))
  const branch = issue.code === 'invalid_union' ? fittingBranch(issue.errors) : undefined
  if (branch) return branch.flatMap((inner) => flawsOfIssue({ ...inner, path: [...path, ...inner.path] }, document))
  const value = valueAt(document.value, path)
  const nothing = value === undefined || value === null
  const atKey = nothing || (issue.code === 'custom' && issue.params?.['at'] === 'key')
  return [
    { offset: atKey ? document.keyAt(path) : document.valueAt(path), path, message: sentence(issue, path, value) },
  ]
}

function strangerAt(parent: Path, key: string, document: PolicyDocument): Flaw {
  const path = [...parent, key]
  const closed = isClosed(path) && keysAt(path.slice(0, 2)).includes(key)
  return { offset: document.keyAt(path), path, message: closed ? staysClosed : unknownKey(parent, key) }
}

function sentence(issue: Issue, path: Path, value: unknown): Text {
  if (issue.code === 'custom') return writtenText(issue)
  if (path.length === 0 && (value === undefined || value === null)) return emptyFile
  if (value === undefined) return missing(path)
  if (issue.code === 'invalid_type') return wrongKind(path, issue.expected, value)
  if (issue.code === 'invalid_value') return isClosed(path) ? staysClosed : notAmong(value, issue.values.map(String))
  if (issue.code === 'invalid_union') return wrongKind(path, unionKind(path), value)
  // The only limit that the shape itself sets.
  return emptyList(path)
}

/** The text that our own parsers and rules put into an issue. */
function writtenText(issue: z.core.$ZodIssueCustom): Text {
  // Only `written` and `obeying` make custom issues, and both put a Text there.
  return issue.params?.['text'] as Text
}

/** The branch of a union whose kind is right and whose content is wrong. */
function fittingBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) => !issues.some(({ path, code }) => path.length === 0 && code.startsWith('invalid_')))
}

function unionKind(path: Path): string {
  const last = path.at(-1)
  if (last === 'http') return 'port-or-false'
  return last === 'item' ? 'text-or-number' : 'list-or-any'
}

function isClosed([first, area]: Path): boolean {
  return first === 'areas' && alwaysClosed.includes(area as AreaId)
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined
    return Reflect.get(inner, step)
  }, value)
}

function stepsOf(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step))
}

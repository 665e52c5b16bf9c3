import type { z } from 'zod'
import type { Text } from '../model/text.ts'
import type { Path } from './field.ts'

/** What is wrong with values that are well-formed each by itself. */
export interface Contradiction {
  /** From the mapping or list that the rule is asked of. */
  readonly path: Path
  /** Whether the key is at fault or what stands behind it. */
  readonly at: 'key' | 'value'
  readonly message: Text
}

type Refinement<Value> = (value: Value, context: z.core.$RefinementCtx<Value>) => void

/** A rule as a refinement of a schema. */
export function obeying<Value>(rule: (value: Value) => readonly Contradiction[]): Refinement<Value> {
  return (value, context) => {
    for (const { path, at, message } of rule(value)) {
      context.addIssue({ code: 'custom', path: [...path], params: { text: message, at } })
    }
  }
}

/** Lets a rule run as soon as the paths that it reads are in order, whatever else is wrong: all errors at once. */
export function reading(...paths: readonly Path[]): z.core.$ZodSuperRefineParams {
  const concerns = ({ code, path = [] }: z.core.$ZodRawIssue): boolean =>
    code !== 'unrecognized_keys' && paths.some((read) => meets(read, path))
  return { when: ({ issues }) => !issues.some(concerns) }
}

/** Whether one of two paths leads through the other. */
function meets(path: Path, other: readonly PropertyKey[]): boolean {
  return path.every((step, index) => index >= other.length || other[index] === step)
}

import { z } from 'zod'
import { type Endpoint, parseEndpoint, type Scheme } from '../model/endpoint.ts'
import type { Parsed } from '../model/parsed.ts'

/** The schema of a text that becomes a value. */
export type Written<Value> = z.ZodPipe<z.ZodString, z.ZodTransform<Value, string>>

/** A text that one of the model's parsers reads; what the parser says is what the operator sees. */
export function written<Value>(
  parse: (text: string) => Parsed<Value>,
  shape: { pattern?: string; format?: string; minLength?: number } = {},
): Written<Value> {
  return z
    .string()
    .meta(shape)
    .transform((text, context) => {
      const parsed = parse(text)
      if (parsed.ok) return parsed.value
      context.addIssue({ code: 'custom', params: { text: parsed.problem, at: 'value' } })
      return z.NEVER
    })
}

/** An endpoint with one of the schemes. */
export function endpoint(...schemes: readonly Scheme[]): Written<Endpoint> {
  return written((text) => parseEndpoint(text, schemes), { pattern: `^(${schemes.join('|')})://` })
}

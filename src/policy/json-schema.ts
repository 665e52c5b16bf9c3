import { z } from 'zod'
import { fieldAt, type Path } from './field.ts'
import { policyFile } from './schema.ts'

type Node = z.core.JSONSchema.BaseSchema

/**
 * The policy file as JSON Schema (draft 2020-12), for editors such as those with yaml-language-server. Each key is
 * described in German and English. What only Bollwerk can check (addresses, names, contradictions) is looser here.
 */
export function policyJsonSchema(): object {
  const { $schema, ...shape } = z.toJSONSchema(policyFile, { io: 'input', target: 'draft-2020-12' })
  const title = 'bollwerk.yaml'
  const description = 'Die Richtlinie von Bollwerk\n\nThe policy of Bollwerk'
  return { $schema, title, description, ...described(shape, []) }
}

function described(node: Node, path: Path): Node {
  const field = fieldAt(path)
  const description = field && `${field.purpose.de}\n\n${field.purpose.en}\n\n${field.example}`
  const { properties, items, anyOf, ...rest } = node
  return {
    ...(description && { description }),
    ...rest,
    ...(properties && { properties: eachDescribed(properties, path) }),
    ...(items && isNode(items) && { items: described(items, [...path, 0]) }),
    ...(anyOf && { anyOf }),
  }
}

function eachDescribed(
  properties: Readonly<Record<string, z.core.JSONSchema._JSONSchema>>,
  path: Path,
): Record<string, z.core.JSONSchema._JSONSchema> {
  const entries = Object.entries(properties)
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, isNode(inner) ? described(inner, [...path, key]) : inner]),
  )
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

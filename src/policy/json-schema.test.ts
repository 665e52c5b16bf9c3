import { expect, it } from 'vitest'
import { areaIds } from '../model/area.ts'
import { policyJsonSchema } from './json-schema.ts'

type Node = Readonly<Record<string, unknown>>

/** Every mapping inside of the schema that is itself a schema, with its place. */
function nodes(node: Node, place = ''): readonly (readonly [string, Node])[] {
  const { properties, items } = node
  const inside = Object.entries(isNode(properties) ? properties : {}).flatMap(([key, inner]) =>
    isNode(inner) ? nodes(inner, `${place}/${key}`) : [],
  )
  return [[place, node], ...inside, ...(isNode(items) ? nodes(items, `${place}[]`) : [])]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const schema = { ...policyJsonSchema() }

it('is the schema of docs/reference', async () => {
  const text = `${JSON.stringify(schema, null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../docs/reference/bollwerk.schema.json')
})

it('describes every key in German and English with an example', () => {
  for (const [place, { description }] of nodes(schema).filter(([place]) => place !== '')) {
    expect([place, String(description).split('\n\n').length]).toEqual([place, 3])
  }
})

it('offers every area, and only a closed setup wizard', () => {
  const places = new Map(nodes(schema))
  for (const id of areaIds) expect(places.has(`/areas/${id}`)).toBe(true)
  expect(places.get('/areas/screenconnect.setup/audience')?.['const']).toBe('nobody')
  expect(places.has('/areas/screenconnect.setup/countries')).toBe(false)
})

it('uses only what editors understand', () => {
  const understood = new Set(
    '$schema title description type properties required additionalProperties items enum const anyOf default pattern format minLength minItems minProperties minimum maximum'.split(
      ' ',
    ),
  )
  const used = new Set(nodes(schema).flatMap(([, node]) => Object.keys(node)))
  expect([...used].filter((keyword) => !understood.has(keyword))).toEqual([])
})

it('refuses unknown keys everywhere', () => {
  const mappings = nodes(schema).filter(([, { type }]) => type === 'object')
  expect(mappings.length).toBeGreaterThan(15)
  for (const [place, { additionalProperties }] of mappings)
    expect([place, additionalProperties]).toEqual([place, false])
})

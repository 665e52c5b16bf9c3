import type { z } from 'zod'
import { areaIds } from '../model/area.ts'
import { alwaysClosed } from './always-closed.ts'
import { fieldNamed, fieldNames } from './field.ts'
import { policyJsonSchema } from './json-schema.ts'
import { usualRates } from './usual-rates.ts'
import { writtenValue, type YamlValue } from './yaml-value.ts'

type Node = z.core.JSONSchema.BaseSchema

/**
 * The page that describes every key of the policy file, as Markdown. It is made of the same fields as the error
 * messages and of the same schema that reads the file, so it says what holds.
 */
export function policyReference(): string {
  const names = fieldNames()
  const groups = names.filter((name) => childrenOf(name, names).length > 0)
  const parts = [
    introduction,
    table(names.filter((name) => !/[.[]/.test(name))),
    ...groups.flatMap((name) => section(name, names)),
    usual,
  ]
  return `${parts.join('\n\n')}\n`
}

const introduction = `# The policy file

Every key of \`bollwerk.yaml\`. This page is made of the program's own fields; a test compares the two.
\`bollwerk init\` writes a first file, \`bollwerk policy check\` names every mistake with line and column, and
\`bollwerk policy show\` shows the policy with every default. Unknown keys are refused. Names of files are seen from the
folder of the policy. \`[]\` stands for each entry of a list, \`*\` for the name of an area.

A key without a default may be left out unless it is required.`

const usual = `## Usual rates of the areas

What one source may ask of an area as long as \`areas.*.rate\` says nothing else. \`screenconnect.setup\` is not among
them: the setup wizard stays closed for everyone whom \`gateway.opened\` does not name.

${['| area | per minute | burst |', '| --- | --- | --- |', ...rateRows()].join('\n')}`

function rateRows(): readonly string[] {
  const open = areaIds.filter((id) => !alwaysClosed.includes(id))
  return open.map((id) => `| \`${id}\` | ${usualRates[id].perMinute} | ${usualRates[id].burst} |`)
}

/** The fields right below one: keys of a mapping, or of the mappings of a list. */
function childrenOf(parent: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith(`${parent}.`) && !/[.[]/.test(name.slice(parent.length + 1)))
}

function section(name: string, names: readonly string[]): readonly string[] {
  const { purpose, example } = fieldNamed(name)
  const shown = `${purpose.en.charAt(0).toUpperCase()}${purpose.en.slice(1)}.`
  return [`## \`${name}\``, shown, `\`\`\`yaml\n${example}\n\`\`\``, table(childrenOf(name, names))]
}

function table(names: readonly string[]): string {
  return ['| key | meaning | default | example |', '| --- | --- | --- | --- |', ...names.map(row)].join('\n')
}

function row(name: string): string {
  const { purpose, example } = fieldNamed(name)
  const key = name.split('.').at(-1) ?? name
  return `| \`${key}\` | ${purpose.en} | ${defaultOf(name)} | \`${example}\` |`
}

/** An empty mapping says nothing: its keys have their own defaults. */
function defaultOf(name: string): string {
  const { parent, node, key } = nodeOf(name)
  if (parent?.required?.includes(key)) return 'required'
  const value = node?.default as YamlValue | undefined
  const written = value === undefined ? '{  }' : writtenValue(value)
  return written === '{  }' ? '' : `\`${written}\``
}

interface Place {
  readonly parent?: Node | undefined
  readonly node?: Node | undefined
  readonly key: string
}

/** The schema of a field. Each area has the same one, but for the setup wizard. */
function nodeOf(name: string): Place {
  let place: Place = { node: policyJsonSchema() as Node, key: '' }
  for (const step of name.replaceAll('[]', '.[]').split('.')) {
    const key = step === '*' ? 'automate.agents' : step
    const { node } = place
    place = { parent: node, node: (step === '[]' ? node?.items : node?.properties?.[key]) as Node | undefined, key }
  }
  return place
}

import type { Node } from '@vscode/tree-sitter-wasm'
import { nodesOf } from '../../evidence/windows/script/powershell-syntax-fixture.ts'
import { type Allowance, delicate } from './allowed-fixture.ts'

/** Everything in a script that does not parse, or that is not on the list of what it may use, with its line. */
export function strayings(root: Node, allowance: Allowance): readonly string[] {
  const nodes = [...nodesOf(root)]
  const own = new Set(nodes.filter(({ type }) => type === 'function_name').map(({ text }) => text))
  return nodes.flatMap((node) => {
    const what = strayingOf(node, { allowance, own })
    return what === undefined ? [] : [`${node.startPosition.row + 1}: ${what}`]
  })
}

interface Measure {
  readonly allowance: Allowance
  readonly own: ReadonlySet<string>
}

function strayingOf(node: Node, measure: Measure): string | undefined {
  if (node.isError || node.isMissing) return `does not parse: ${node.text.slice(0, 60)}`
  if (newer.has(node.type)) return `is not PowerShell 5.1: ${node.type}`
  return rules[node.type]?.(node, measure)
}

const newer = new Set(['&&', '||', '??', '??=', '?.', '?['])

/** A variable, or an entry of a table or list that is one: never a member of an object and never a drive. */
const variable = /^\$(script:)?\w+(\[('\w+'|\$\w+(\.\w+)?)\]){0,2}(, \$\w+)*$/

const rules: Readonly<Record<string, (node: Node, measure: Measure) => string | undefined>> = {
  command: commandStraying,
  invokation_expression: methodStraying,
  type_literal: ({ text }, { allowance }) =>
    allowance.types.includes(text.slice(1, -1)) ? undefined : `names the type ${text}`,
  left_assignment_expression: ({ text }) => (variable.test(text) ? undefined : `assigns to ${text}`),
  post_increment_expression: ({ text }) => (/^\$\w+\+\+$/.test(text) ? undefined : `changes ${text}`),
  redirection: ({ text }) => `redirects ${text}`,
  sub_expression: ({ text }) => `runs ${text} within a text`,
  expandable_string_literal: ({ text }) => `expands ${text}`,
  expandable_here_string_literal: ({ text }) => `expands ${text}`,
  class_statement: () => 'defines a class',
  using_statement: () => 'uses a module or assembly',
  function_name: ({ text }, { allowance }) =>
    allowance.commands.includes(text) ? `takes the name of ${text}` : undefined,
}

function commandStraying(node: Node, { allowance, own }: Measure): string | undefined {
  const [first] = node.children
  if (first?.type === 'command_invokation_operator') return `runs ${node.text}`
  const name = first?.type === 'foreach_command' ? 'ForEach-Object' : (first?.text ?? '')
  if (own.has(name)) return undefined
  if (!allowance.commands.includes(name)) return `calls ${name}`
  if (isStray(name, node, allowance)) return `does ${node.text}`
  const [, second = ''] = node.text.split(/\s+/)
  if (name.endsWith('-Object') && name !== 'New-Object')
    return second.startsWith('{') ? undefined : `goes by ${node.text}`
  if (name !== 'New-Object') return undefined
  return allowance.types.includes(second.replaceAll("'", '')) ? undefined : `makes ${node.text}`
}

function methodStraying(node: Node, { allowance }: Measure): string | undefined {
  const member = node.children.find((child) => child?.type === 'member_name')
  const name = member?.firstChild?.type === 'simple_name' ? member.text : undefined
  if (name === undefined || !allowance.methods.includes(name)) return `calls the method ${node.text}`
  if (isStray(name, node, allowance)) return `does ${node.text}`
  // In verify.ps1 nothing is opened for writing: a second argument would do so.
  const given = node.children.find((child) => child?.type === 'argument_list')?.text ?? ''
  const writes = !allowance.methods.includes('SetValue') && name === 'OpenSubKey' && given.includes(',')
  return writes ? `opens for writing: ${node.text}` : undefined
}

function isStray(name: string, { text }: Node, { exactly }: Allowance): boolean {
  return delicate.includes(name) && !exactly.includes(text)
}

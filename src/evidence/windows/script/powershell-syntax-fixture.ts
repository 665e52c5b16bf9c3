import { createRequire } from 'node:module'
import { Language, type Node, Parser } from '@vscode/tree-sitter-wasm'
import { allowedCommands, allowedMethods, allowedRuns, allowedTypes } from './allowed.ts'

/** Something that the collector script must not do. */
export interface Trespass {
  readonly line: number
  readonly what: string
}

export type PowershellParser = (script: string) => Node

/** PowerShell's grammar, ready to parse; a byte order mark is no part of it. */
export async function powershellParser(): Promise<PowershellParser> {
  await Parser.init()
  const grammar = createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm')
  const parser = new Parser().setLanguage(await Language.load(grammar))
  return (script) => {
    const tree = parser.parse(script.replace(/^\ufeff/, ''))
    if (!tree) throw new Error('the parser gave no tree')
    return tree.rootNode
  }
}

/** All nodes of a tree, outermost first. */
export function* nodesOf(node: Node): Generator<Node> {
  const cursor = node.walk()
  for (;;) {
    yield cursor.currentNode
    if (cursor.gotoFirstChild()) continue
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return
  }
}

/** Everything in a script that does not parse or that is not on the list of what may be used. */
export function trespasses(root: Node): readonly Trespass[] {
  const nodes = [...nodesOf(root)]
  const own = new Set(nodes.filter(({ type }) => type === 'function_name').map(({ text }) => text))
  return nodes.flatMap((node) => {
    const what = trespassOf(node, own)
    return what === undefined ? [] : [{ line: node.startPosition.row + 1, what }]
  })
}

function trespassOf(node: Node, own: ReadonlySet<string>): string | undefined {
  if (node.isError || node.isMissing) return `does not parse: ${node.text.slice(0, 60)}`
  return (
    rules[node.type]?.(node, own) ?? (newerSyntax.has(node.type) ? `is not PowerShell 5.1: ${node.type}` : undefined)
  )
}

const newerSyntax = new Set(['&&', '||', '??', '??=', '?.', '?['])

const rules: Readonly<Record<string, (node: Node, own: ReadonlySet<string>) => string | undefined>> = {
  command: (node, own) => commandTrespass(node, own),
  invokation_expression: (node) => methodTrespass(node),
  type_literal: ({ text }) => (allowedTypes.includes(text.slice(1, -1)) ? undefined : `names the type ${text}`),
  left_assignment_expression: ({ text }) => (ownVariable.test(text) ? undefined : `assigns to ${text}`),
  post_increment_expression: ({ text }) => `changes ${text}`,
  post_decrement_expression: ({ text }) => `changes ${text}`,
  pre_increment_expression: ({ text }) => `changes ${text}`,
  pre_decrement_expression: ({ text }) => `changes ${text}`,
  redirection: ({ text }) => `redirects ${text}`,
  sub_expression: ({ text }) => `runs ${text} within a text`,
  class_statement: () => 'defines a class',
  using_statement: () => 'uses a module or assembly',
  function_name: ({ text }) => (text in allowedCommands ? `takes the name of ${text}` : undefined),
}

/** A variable of the script, one of its tables' entries, or two of them at once: never an object's member or a drive. */
const ownVariable = /^\$(script:)?\w+(\[[^.]*(\.\w+)?\])?(, \$\w+)*$/

function commandTrespass(node: Node, own: ReadonlySet<string>): string | undefined {
  const [first, second] = node.children
  if (first?.type === 'command_invokation_operator') return runTrespass(first.text, second?.text ?? '')
  if (first?.type === 'foreach_command') {
    const block = first.children.some((child) => child?.type === 'script_block_expression')
    return block && first.text.startsWith('ForEach-Object {') ? undefined : `goes through ${first.text}`
  }
  const name = first?.text ?? ''
  if (own.has(name)) return undefined
  if (!(name in allowedCommands)) return `calls ${name}`
  return argumentTrespass(name, node)
}

/** Commands that may do more than read, depending on what stands behind them. */
function argumentTrespass(name: string, node: Node): string | undefined {
  const [, second = ''] = node.text.split(/\s+/)
  if (name === 'Where-Object') return second.startsWith('{') ? undefined : `filters by ${node.text}`
  if (name === 'New-Object') return allowedTypes.includes(second) ? undefined : `makes ${node.text}`
  return name === 'Set-Content' ? writeTrespass(node) : undefined
}

function runTrespass(operator: string, target: string): string | undefined {
  return operator === '&' && allowedRuns.includes(target) ? undefined : `runs ${operator} ${target}`
}

function methodTrespass(node: Node): string | undefined {
  const member = node.children.find((child) => child?.type === 'member_name')
  const name = member?.firstChild?.type === 'simple_name' ? member.text : undefined
  if (name === undefined || !(name in allowedMethods)) return `calls the method ${node.text}`
  const given = node.children.find((child) => child?.type === 'argument_list')?.text ?? ''
  if (name === 'Invoke') return given === "('Members')" ? undefined : `calls ${node.text}`
  // A second argument would open the key for writing.
  if (name === 'OpenSubKey') return given.includes(',') ? `calls ${node.text}` : undefined
  return name === 'WriteAllText' ? writeTrespass(node) : undefined
}

/** Only one function writes, and only the file with the evidence. */
function writeTrespass(node: Node): string | undefined {
  let around: Node | null = node
  while (around && around.type !== 'function_statement') around = around.parent
  const name = around?.children.find((child) => child?.type === 'function_name')?.text
  return name === 'Save-Evidence' && node.text.includes('$Path') ? undefined : `writes: ${node.text}`
}

import type { Node } from '@vscode/tree-sitter-wasm'
import { nodesOf } from '../../evidence/windows/script/powershell-syntax-fixture.ts'

/** What PowerShell takes the table of a script for, read from its tree: lists, tables, texts, numbers, truth values. */
export function decodedTable(root: Node, name: string): unknown {
  for (const node of nodesOf(root)) {
    if (node.type !== 'assignment_expression' || node.firstChild?.text !== name) continue
    return decoded(node.lastChild ?? node)
  }
  throw new Error(`the script has no ${name}`)
}

function decoded(node: Node): unknown {
  const inside = node.namedChildren.filter((child) => child !== null && child.type !== 'comment')
  switch (node.type) {
    case 'array_expression':
      return listed(node)
    case 'hash_literal_expression':
      return Object.fromEntries(
        [...nodesOf(node)].filter((child) => isEntryOf(child, node)).map((entry) => [keyOf(entry), contentOf(entry)]),
      )
    case 'verbatim_string_characters':
      // The second of two quotation marks, of whichever kind, is the one that PowerShell keeps.
      return node.text.slice(1, -1).replaceAll(/['\u2018-\u201b](['\u2018-\u201b])/g, '$1')
    case 'decimal_integer_literal':
      return Number(node.text)
    case 'variable':
      return { $true: true, $false: false, $null: null }[node.text]
    default:
      if (inside.length !== 1) throw new Error(`${node.type} is no plain value: ${node.text}`)
      return decoded(inside[0] ?? node)
  }
}

/** Elements stand in lines of their own or behind commas. */
function listed(node: Node): readonly unknown[] {
  const list = node.namedChildren.find((child) => child?.type === 'statement_list')
  const statements = list?.namedChildren.filter((child) => child !== null && child.type !== 'comment') ?? []
  return statements.flatMap((statement) => {
    const commas = [...nodesOf(statement ?? node)].find(({ type }) => type === 'array_literal_expression')
    return (commas?.namedChildren ?? []).map((element) => decoded(element ?? node))
  })
}

function isEntryOf(node: Node, table: Node): boolean {
  return node.type === 'hash_entry' && node.parent?.parent?.id === table.id
}

function keyOf(entry: Node): string {
  const key = entry.firstChild?.text ?? ''
  return key.replaceAll("'", '')
}

function contentOf(entry: Node): unknown {
  return decoded(entry.namedChildren.find((child) => child?.type === 'pipeline') ?? entry)
}

import type { Node } from '@vscode/tree-sitter-wasm'
import { nodesOf } from '../../evidence/windows/script/powershell-syntax-fixture.ts'

/** What PowerShell sets by itself. */
const automatic = ['$_', '$null', '$true', '$false', '$PSScriptRoot', '$PSCommandPath', '$PID', '$ExecutionContext']

/**
 * Variables and fields that a script reads and that nothing in it sets: PowerShell takes them for nothing and goes on,
 * so that no run would show a slip of the pen. Names know no case.
 */
export function unsetNames(root: Node): readonly string[] {
  const everywhere = namesSetIn(root, { within: false })
  const ofFunctions = new Map<number, ReadonlySet<string>>()
  const setIn = (around: Node): ReadonlySet<string> => {
    const names = ofFunctions.get(around.id) ?? namesSetIn(around, { within: true })
    ofFunctions.set(around.id, names)
    return names
  }
  return [...nodesOf(root)].flatMap((node) => {
    if (node.type !== 'variable' || node.text.startsWith('$env:')) return []
    const name = plain(node.text)
    const around = functionAround(node)
    const known = everywhere.has(name) || (around !== undefined && setIn(around).has(name))
    return known || automatic.some((one) => plain(one) === name) ? [] : [`${node.startPosition.row + 1}: ${node.text}`]
  })
}

function plain(name: string): string {
  return name.replace('$script:', '$').toLowerCase()
}

function functionAround(node: Node): Node | undefined {
  let around: Node | null = node.parent
  while (around && around.type !== 'function_statement') around = around.parent
  return around ?? undefined
}

/** Parameters, loops and assignments: of one function, or of the script outside of its functions. */
function namesSetIn(scope: Node, { within }: { readonly within: boolean }): ReadonlySet<string> {
  const setting = ['script_parameter', 'left_assignment_expression', 'foreach_statement']
  const names = new Set<string>()
  for (const node of nodesOf(scope)) {
    if (!setting.includes(node.type) || (!within && functionAround(node) !== undefined)) continue
    const inside = node.type === 'left_assignment_expression' ? [...nodesOf(node)] : node.children
    for (const child of inside) if (child?.type === 'variable') names.add(plain(child.text))
  }
  return names
}

/** Fields of the table that a script reads (`$step.Path`) and the table does not have. */
export function unknownFields(root: Node, known: ReadonlySet<string>): readonly string[] {
  return [...nodesOf(root)].flatMap((node) => {
    if (node.type !== 'member_access') return []
    const of = node.firstChild?.text.toLowerCase() ?? ''
    const name = node.lastChild?.text ?? ''
    const ofTable = ['$step', '$change', '$splice', '$value', '$wanted'].includes(of)
    return ofTable && !known.has(name) ? [`${node.startPosition.row + 1}: ${node.text}`] : []
  })
}

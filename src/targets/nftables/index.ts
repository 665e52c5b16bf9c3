import type { Compiled } from '../compiled.ts'
import { compileTable, type KernelRules } from './compile.ts'
import { renderBans, renderTable } from './render.ts'

/** Compiles a policy for the kernel: the whole table, and beside it the bans alone, for a table that is in force. */
export function compileNftables(source: KernelRules): Compiled {
  const table = compileTable(source)
  return [
    { path: 'bollwerk.nft', text: renderTable(table) },
    { path: 'bans.nft', text: renderBans(table) },
  ]
}

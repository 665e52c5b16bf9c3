import type { Evidence } from '../model/evidence.ts'

/**
 * The machine that a piece of inside evidence speaks of: its source begins with the name, `RMM01: HKLM\SOFTWARE\…`.
 */
export function machineOf({ source }: Pick<Evidence, 'source'>): string {
  const end = source.indexOf(': ')
  return end < 0 ? source : source.slice(0, end)
}

/** The newest piece from each machine, in the order of their names: a server may be spread over several machines. */
export function newestPerMachine<Value>(newestFirst: readonly Evidence<Value>[]): readonly Evidence<Value>[] {
  const byMachine = new Map<string, Evidence<Value>>()
  for (const piece of newestFirst) {
    const machine = machineOf(piece)
    if (!byMachine.has(machine)) byMachine.set(machine, piece)
  }
  return [...byMachine].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, piece]) => piece)
}

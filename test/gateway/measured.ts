import { readFile } from 'node:fs/promises'

/** The memory that a process holds at this moment, in megabytes (Linux). */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024)
}

/** Seconds since a moment of `performance.now()`. */
export function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1000
}

/** Shows what was measured: such numbers are reported, not judged, because other work shares the machine. */
export function report(measured: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`measured: ${JSON.stringify(measured)}\n`)
}

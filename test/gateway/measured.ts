import { readdir, readFile } from 'node:fs/promises'

/** The memory that a process holds at this moment, in megabytes (Linux). */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024)
}

/**
 * Seconds that the threads of a process worked so far, and seconds that they could have but others had the cores (Linux):
 * how long clients waited for us, and how long for the machine.
 */
export async function workOf(pid: number): Promise<{ readonly worked: number; readonly waited: number }> {
  const tasks = await readdir(`/proc/${pid}/task`)
  const texts = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/schedstat`, 'utf8')))
  const sum = (column: number): number =>
    Math.round(texts.reduce((all, text) => all + Number(text.split(' ')[column]), 0) / 1e8) / 10
  return { worked: sum(0), waited: sum(1) }
}

/** Seconds since a moment of `performance.now()`. */
export function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1000
}

/** Shows what was measured: such numbers are reported, not judged, because other work shares the machine. */
export function report(measured: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`measured: ${JSON.stringify(measured)}\n`)
}

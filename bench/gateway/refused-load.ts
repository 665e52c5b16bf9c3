import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { cores } from './pinned-process.ts'

export interface RefusedLoad {
  readonly attempts: number
  readonly answered: number
  /** Connections that were neither answered nor closed within two seconds. */
  readonly unanswered: number
}

/** One storm of connections from a refused country. */
export function runStorm(port: number, seconds: number, transport: 'plain' | 'tls'): RefusedLoad {
  const program = join(import.meta.dirname, 'storm.ts')
  const command = [process.execPath, program, String(port), String(seconds), transport]
  const run = spawnSync('taskset', ['-c', String(cores.load), ...command], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`the storm failed: ${run.stderr}`)
  return JSON.parse(run.stdout)
}

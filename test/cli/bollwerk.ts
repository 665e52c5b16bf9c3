import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const program = resolve(import.meta.dirname, '../../bin/bollwerk.js')

export interface Answer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built program as a person or a script would, in a folder of its own. */
export function bollwerk(
  inputs: readonly string[],
  { cwd, env = {}, node = process.execPath }: { cwd: string; env?: NodeJS.ProcessEnv; node?: string },
): Promise<Answer> {
  const child = spawn(node, [program, ...inputs], {
    cwd,
    env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

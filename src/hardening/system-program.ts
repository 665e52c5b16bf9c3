import { execFile } from 'node:child_process'
import { win32 } from 'node:path'

/** What a program answered. What it printed is bytes: which character they stand for differs from machine to machine. */
interface ProgramAnswer {
  readonly code: number
  readonly stdout: Buffer
}

/** Runs a program of Windows with these arguments, without a shell. Rejects where it could not be started or hung. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<ProgramAnswer>

const longestRun = 60_000
const mostOutput = 64 * 1024 * 1024

/** Runs a program from the folder of Windows alone, so that no other of the same name is found first. */
export const runSystemProgram: RunProgram = (program, args) =>
  new Promise((resolve, reject) => {
    const file = win32.join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', program)
    const options = { encoding: 'buffer', timeout: longestRun, maxBuffer: mostOutput } as const
    execFile(file, args, options, (error, stdout) => {
      if (error === null) return resolve({ code: 0, stdout })
      if (typeof error.code === 'number') return resolve({ code: error.code, stdout })
      reject(new Error(`${program} could not be run: ${error.message}`, { cause: error }))
    })
  })

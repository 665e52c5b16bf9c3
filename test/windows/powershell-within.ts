import childProcess, { type ExecFileException } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { collectedNow } from './played-collector.ts'

// Loaded before Bollwerk within Windows: in the place of PowerShell, which Wine does not have, the played collector
// answers to `-File SCRIPT -Out FILE`. Every other program is the real one. LAB_MACHINE names the lab's machine file.
const real = childProcess.execFile
type Answered = (error: ExecFileException | null, stdout: string, stderr: string) => void

Object.defineProperty(childProcess, 'execFile', {
  value: (file: string, args: readonly string[], options: object, answered: Answered) => {
    if (!file.toLowerCase().endsWith('powershell.exe')) return real(file, args, options, answered)
    const after = (flag: string): string => args[args.indexOf(flag) + 1] ?? ''
    collected(after('-File'), after('-Out')).then(
      () => answered(null, '', ''),
      (cause: Error) => answered(cause, '', ''),
    )
    return undefined
  },
})
syncBuiltinESMExports()

async function collected(script: string, out: string): Promise<void> {
  if (!readFileSync(script, 'utf8').includes('Get-NetFirewallProfile')) throw new Error(`${script} is no collector`)
  writeFileSync(out, await collectedNow(process.env['LAB_MACHINE'] ?? ''))
}

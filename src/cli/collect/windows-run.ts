import { createHash } from 'node:crypto'
import { collectorParts, collectorScript, collectorVersion } from '../../evidence/windows/script/compose.ts'
import { say } from '../../model/text.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, print, speakingFor, tell } from '../program.ts'
import { mustBeWritable, writeNew } from '../written-file.ts'
import type { CollectWindowsFlags } from './windows-command.ts'

/** Writes the collector script for the site of the policy, or says what it reads. */
export async function run(this: Program, flags: CollectWindowsFlags): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  const { language, version } = program
  await mustBeWritable(flags.out)
  const script = collectorScript({ site: policy.site, toolVersion: version, language })
  if (flags.describe) describe(program, script)
  else if (flags.out === undefined) program.process.stdout.write(script)
  else await save(program, flags.out, script)
}

async function save(program: Program, path: string, script: string): Promise<void> {
  await writeNew(path, script)
  const sum = sha256(script)
  tell(
    program,
    say(
      `${path} ist geschrieben (SHA-256 ${sum}). Führen Sie es als Administrator auf jedem Server aus: powershell.exe -NoProfile -File ${path}`,
      `${path} is written (SHA-256 ${sum}). Run it as administrator on each server: powershell.exe -NoProfile -File ${path}`,
    ),
  )
}

/** What an administrator compares before running the script: its sum, and every fact that it reads. */
function describe(program: Program, script: string): void {
  const { language } = program
  print(program, `SHA-256 ${sha256(script)}`)
  print(program, { de: `Fassung ${collectorVersion}`, en: `Version ${collectorVersion}` }[language])
  const widest = Math.max(...collectorParts.map(({ fact }) => fact.length))
  for (const { fact, about, source } of collectorParts) {
    print(program, `${fact.padEnd(widest)}  ${about[language]} (${source})`)
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

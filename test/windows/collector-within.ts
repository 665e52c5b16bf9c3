import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { uacKey } from '../../src/targets/uac/wanted.ts'
import { profileKeys, profileNames } from '../../src/targets/windows-firewall/profile-keys.ts'
import { collectedNow, restarted } from './played-collector.ts'

/** What is to be done within Windows; all of it at once, because every program there takes its time to start. */
export interface Errand {
  /** Numbers to be set in the registry first. */
  readonly seed: readonly { readonly key: string; readonly name: string; readonly number: number }[]
  /** The lab's machine file that the collector looks over. */
  readonly machineFile: string
}

export interface ErrandAnswer {
  /** The keys that hardening writes to, as Windows itself writes them, hexadecimal. */
  readonly keys: readonly string[]
  /** An evidence file: what the collector saw after a restart of the server. */
  readonly seen: string
}

const [, , given = '', answer = ''] = process.argv
const { seed, machineFile } = JSON.parse(readFileSync(given, 'utf8')) as Errand
for (const { key, name, number } of seed)
  reg('add', key, '/v', name, '/t', 'REG_DWORD', '/d', String(number), '/f', '/reg:64')
const keys = [uacKey, ...profileNames.map((name) => profileKeys[name].own)].map(exported)
await restarted()
writeFileSync(answer, JSON.stringify({ keys, seen: await collectedNow(machineFile) } satisfies ErrandAnswer))

function exported(key: string): string {
  reg('export', key, 'C:\\key.reg', '/y', '/reg:64')
  return readFileSync('C:\\key.reg', 'hex')
}

function reg(...args: readonly string[]): void {
  execFileSync('reg.exe', args, { stdio: 'ignore' })
}

import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Step } from '../../src/hardening/change.ts'
import { registryGround } from '../../src/hardening/grounds/registry.ts'
import type { RegistryCase } from './registry-cases.ts'

/** What stood there before, after the change and after it was brought back. */
export interface RegistryOutcome {
  readonly what: string
  readonly standing: readonly string[]
}

export interface RegistryAnswer {
  /** What `reg.exe` prints where there is nothing, hexadecimal: proves the language. */
  readonly words: string
  readonly outcomes: readonly RegistryOutcome[]
  /** The whole key as Windows itself writes it, hexadecimal, at the same three moments. */
  readonly whole: readonly string[]
}

/** Runs within Windows: seeds every case with the tools of Windows, changes it, brings it back. */
const [, , given = '', answer = ''] = process.argv
const { cases, key } = JSON.parse(readFileSync(given, 'utf8')) as { cases: readonly RegistryCase[]; key: string }
const ground = registryGround()

type RegistryStep = Extract<Step, { kind: 'registry' }>

function seed({ name, before }: RegistryCase): void {
  if (before) reg('add', key, '/v', name, '/t', before.type, '/d', before.data, '/f', '/reg:64')
}

function stepOf({ name, before, after }: RegistryCase): RegistryStep {
  return { kind: 'registry', key, name, before, after }
}

function wholeKey(): string {
  reg('export', key, 'C:\\whole.reg', '/y', '/reg:64')
  return readFileSync('C:\\whole.reg', 'hex')
}

function reg(...args: string[]): void {
  execFileSync('reg.exe', args, { stdio: 'ignore' })
}

const { stdout, stderr } = spawnSync('reg.exe', ['query', 'HKLM\\SOFTWARE\\Nowhere'])
reg('add', key, '/v', 'Neighbour', '/t', 'REG_SZ', '/d', 'stays', '/f', '/reg:64')
cases.forEach(seed)
const whole = [wholeKey()]
const standing = await Promise.all(cases.map(async (each) => [await ground.standing(stepOf(each))]))
for (const side of ['after', 'before'] as const) {
  for (const [index, each] of cases.entries()) {
    await ground.move(stepOf(each), side)
    standing[index]?.push(await ground.standing(stepOf(each)))
  }
  whole.push(wholeKey())
}
const outcomes = cases.map(({ what }, index) => ({ what, standing: standing[index] ?? [] }))
const words = Buffer.concat([stdout, stderr]).toString('hex')
writeFileSync(answer, JSON.stringify({ words, outcomes, whole } satisfies RegistryAnswer))

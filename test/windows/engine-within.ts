import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { applyPlan } from '../../src/hardening/apply.ts'
import type { Change, Step } from '../../src/hardening/change.ts'
import { watcherProcess } from '../../src/hardening/dead-man.ts'
import type { Grounds } from '../../src/hardening/ground.ts'
import { grounds } from '../../src/hardening/grounds/index.ts'
import { registryGround } from '../../src/hardening/grounds/registry.ts'
import { changeOf, fileStep, orderOf, planOf, Workshop } from '../../src/hardening/plan-fixture.ts'
import { registry } from '../../src/hardening/registry/registry.ts'
import { rollBack } from '../../src/hardening/rollback.ts'
import { type RunProgram, runSystemProgram } from '../../src/hardening/system-program.ts'

/** What became of files and values that the engine changed within Windows. */
export interface EngineAnswer {
  readonly applied: readonly string[]
  readonly between: { readonly file: string; readonly value: string }
  readonly rolledBack: readonly string[]
  /** The file byte by byte, and the key as Windows writes it, are what they were. */
  readonly same: { readonly file: boolean; readonly key: boolean }
  readonly unconfirmed: readonly string[]
  /** Where a program that does nothing answers in the place of the one that writes, and of both. */
  readonly emptyWrite: readonly string[]
  readonly emptyProgram: readonly string[]
}

const [, , given = '', answer = ''] = process.argv
const { key } = JSON.parse(readFileSync(given, 'utf8')) as { key: string }
const workshop = new Workshop()

const content = '\ufeff<!-- für München -->\r\n<add key="Größe" value="alt" />\r\n<!-- Ende -->\r\n'
mkdirSync(workshop.path('Prüfung mit Leerzeichen'))
const path = workshop.write('Prüfung mit Leerzeichen\\wéb.config', content)
execFileSync('reg.exe', ['add', key, '/v', 'Wert', '/t', 'REG_SZ', '/d', 'früher', '/f', '/reg:64'], {
  stdio: 'ignore',
})

const value: Step = {
  kind: 'registry',
  key,
  name: 'Wert',
  before: { type: 'REG_SZ', data: 'früher' },
  after: { type: 'REG_SZ', data: 'später' },
}
const absent: Step = { kind: 'registry', key, name: 'Neu', before: null, after: { type: 'REG_DWORD', data: '0x1' } }
const file = fileStep(path, content, ['"alt"', '"erneuert"'])
const whole = changeOf('whole', [file, value, absent])
const small = changeOf('small', [absent])

function wholeKey(): string {
  execFileSync('reg.exe', ['export', key, 'C:\\engine.reg', '/y', '/reg:64'], { stdio: 'ignore' })
  return readFileSync('C:\\engine.reg', 'utf16le')
}

async function endings(change: Change, more: Parameters<typeof orderOf>[2] = {}): Promise<string[]> {
  const results = await applyPlan(orderOf(workshop, planOf(change), more))
  return results.map(({ ending }) => ending)
}

/** `netsh` is a program that answers 0 and does nothing (Wine has it as a stub). */
function through(run: RunProgram): { readonly grounds: Grounds } {
  return { grounds: { ...grounds, registry: registryGround(registry(run)) } }
}

const key0 = wholeKey()
const applied = await endings(whole)
const between = { file: workshop.read('Prüfung mit Leerzeichen\\wéb.config'), value: wholeKey() }
const undone = await rollBack({ folder: workshop.folder, grounds, onProgress: () => undefined })
const same = { file: readFileSync(path).equals(Buffer.from(content)), key: wholeKey() === key0 }
const unconfirmed = await endings(
  { ...small, confirm: true },
  { confirmation: { wait: async () => false }, deadMan: watcherProcess },
)
const emptyWrite = await endings(
  small,
  through((program, args) => runSystemProgram(args[0] === 'import' ? 'netsh.exe' : program, args)),
)
const emptyProgram = await endings(
  small,
  through((_, args) => runSystemProgram('netsh.exe', args)),
)
const rolledBack = undone.map(({ ending }) => ending)
const all: EngineAnswer = { applied, between, rolledBack, same, unconfirmed, emptyWrite, emptyProgram }
writeFileSync(answer, JSON.stringify(all))
workshop.remove()

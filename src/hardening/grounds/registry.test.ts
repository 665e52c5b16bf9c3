import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Step } from '../change.ts'
import { registry } from '../registry/registry.ts'
import type { RunProgram } from '../system-program.ts'
import { registryGround } from './registry.ts'

const key = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Bollwerk`

const step: Extract<Step, { kind: 'registry' }> = {
  kind: 'registry',
  key: String.raw`HKLM\SOFTWARE\Bollwerk`,
  name: 'EnableLUA',
  before: { type: 'REG_DWORD', data: '0x0' },
  after: { type: 'REG_DWORD', data: '0x1' },
}

interface Machine {
  /** The lines of the key; `null` where `reg.exe` cannot read it. */
  readonly lines: readonly string[] | null
  readonly listed?: readonly string[]
  readonly importCode?: number
}

/** Answers as `reg.exe` does, and keeps what it was asked and what it was to import. */
function machine({ lines, listed = [], importCode = 0 }: Machine) {
  const asked: string[][] = []
  const imported: string[] = []
  const run: RunProgram = async (program, args) => {
    asked.push([program, ...args])
    const [verb, first = '', file = ''] = args
    if (verb === 'import') {
      imported.push((await readFile(first)).toString('utf16le'))
      return { code: importCode, stdout: Buffer.alloc(0) }
    }
    if (verb === 'query')
      return { code: lines || first !== key ? 0 : 1, stdout: Buffer.from(listed.join('\r\n'), 'latin1') }
    if (!lines) return { code: 1, stdout: Buffer.alloc(0) }
    const text = `\ufeffWindows Registry Editor Version 5.00\r\n\r\n[${key}]\r\n${lines.join('\r\n')}\r\n\r\n`
    await writeFile(file, text, 'utf16le')
    return { code: 0, stdout: Buffer.alloc(0) }
  }
  return { ground: registryGround(registry(run)), asked, imported }
}

describe('a value of the registry', () => {
  it.each([
    ['before', ['"EnableLUA"=dword:00000000']],
    ['after', ['"enablelua"=dword:00000001']],
    ['other', ['"EnableLUA"=dword:00000002']],
    ['other', ['"EnableLUA"="1"']],
    ['other', ['"EnableLUA"=hex(0):01,00,00,00']],
    ['other', []],
  ])('stands %s when the key holds %j', async (standing, lines) => {
    expect(await machine({ lines }).ground.standing(step)).toBe(standing)
  })

  it('is absent where its key has it not, and where there is no such key', async () => {
    const absent = { ...step, before: null }
    const listed = ['', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Pr\x81fung', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft']
    expect(await machine({ lines: [] }).ground.standing(absent)).toBe('before')
    expect(await machine({ lines: null, listed }).ground.standing(absent)).toBe('before')
  })

  it.each([[['HKEY_LOCAL_MACHINE\\SOFTWARE\\BOLLWERK']], [[]]])(
    'is not called absent where its key is there but denied, or nothing could be told (%j)',
    async (listed) => {
      const { ground } = machine({ lines: null, listed })
      await expect(ground.standing({ ...step, before: null })).rejects.toThrow(/could not be read/)
    },
  )

  it('is not called absent where a program of that name does nothing at all', async () => {
    const nothing: RunProgram = () => Promise.resolve({ code: 0, stdout: Buffer.alloc(0) })
    await expect(registryGround(registry(nothing)).standing(step)).rejects.toThrow()
  })

  it('is set in the 64-bit registry, with type and bytes', async () => {
    const { ground, imported, asked } = machine({ lines: [] })
    await ground.move(step, 'after')
    expect(imported).toEqual([expect.stringContaining(`[${key}]\r\n"EnableLUA"=hex(4):01,00,00,00\r\n`)])
    expect(asked.every((args) => args.at(-1) === '/reg:64')).toBe(true)
  })

  it('is taken away where it was absent', async () => {
    const { ground, imported } = machine({ lines: [] })
    await ground.move({ ...step, before: null }, 'before')
    expect(imported).toEqual([expect.stringContaining('"EnableLUA"=-\r\n')])
  })

  it('is not set where that would create its key', async () => {
    const { ground, imported } = machine({ lines: null })
    await expect(ground.move(step, 'after')).rejects.toThrow(/creates no keys/)
    expect(imported).toEqual([])
  })

  it('is not set in silence when reg.exe refuses', async () => {
    await expect(machine({ lines: [], importCode: 1 }).ground.move(step, 'after')).rejects.toThrow(/answered 1/)
  })

  it.each([
    [step.key, ''],
    [step.key, '(Default)'],
    [step.key, 'a\r\n"b'],
    [String.raw`HKCU\SOFTWARE`, 'a'],
    ['HKLM', 'a'],
    ['HKLM\\SOFTWARE]\r\n[x', 'a'],
  ])('is never sought at %j %j', async (at, name) => {
    const { ground, asked } = machine({ lines: [] })
    await expect(ground.move({ ...step, key: at, name }, 'after')).rejects.toThrow()
    expect(asked).toEqual([])
  })

  it('is left alone where somebody else changed it', async () => {
    await expect(machine({ lines: [] }).ground.restore(step, '/unused', 'x')).rejects.toThrow(/somebody else/)
  })
})

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineAnswer } from './engine-within.ts'
import { registryCases } from './registry-cases.ts'
import type { RegistryAnswer } from './registry-within.ts'
import { startWindows, type Windows, type WindowsLanguage, whatIsMissing } from './wine.ts'

const missing = whatIsMissing()

/** A limit for what hangs: a machine with a lot to do needs minutes for some hundred programs under Wine. */
const patience = 600_000

describe.skipIf(missing !== undefined)(`hardening on Windows (${missing ?? 'Node for Windows under Wine'})`, () => {
  let windows: Windows
  beforeAll(async () => {
    windows = await startWindows()
  }, patience)
  afterAll(() => windows.close(), patience)

  function within(language: WindowsLanguage, script: string, task: object): Promise<unknown> {
    return windows.run(language, join(import.meta.dirname, script), task)
  }

  it.each([
    ['en', 'HKLM\\SOFTWARE\\Bollwerk Test', /Unable to find/],
    ['de', 'HKLM\\SOFTWARE\\Bollwerk Prüfung', /Der angegebene Schl\x81ssel/],
  ] as const)(
    'sets values of the registry and brings them back with their types (%s)',
    async (language, key, words) => {
      const answer = (await within(language, 'registry-within.ts', { cases: registryCases, key })) as RegistryAnswer
      expect(Buffer.from(answer.words, 'hex').toString('latin1')).toMatch(words)
      const standing = ['before', 'after', 'before']
      expect(answer.outcomes).toEqual(registryCases.map(({ what }) => ({ what, standing })))
      const [first, changed, last] = answer.whole
      expect(last).toBe(first)
      expect(changed).not.toBe(first)
    },
  )

  it.each(['en', 'de'] as const)(
    'applies plans, rolls back, and sees what had no effect (%s)',
    async (language) => {
      const key = `HKLM\\SOFTWARE\\Bollwerk Plan ${language} ü`
      const answer = (await within(language, 'engine-within.ts', { key })) as EngineAnswer
      expect(answer.between.file).toBe(
        '\ufeff<!-- für München -->\r\n<add key="Größe" value="erneuert" />\r\n<!-- Ende -->\r\n',
      )
      expect(answer.between.value).toContain('"Neu"=dword:00000001\r\n"Wert"="später"')
      expect(answer).toMatchObject({
        applied: ['verified'],
        rolledBack: ['undone'],
        same: { file: true, key: true },
        unconfirmed: ['not-confirmed-and-undone'],
        emptyWrite: ['without-effect'],
        emptyProgram: ['stopped'],
      })
    },
    patience,
  )
})

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registryCases } from './registry-cases.ts'
import type { RegistryAnswer } from './registry-within.ts'
import { startWindows, type Windows, whatIsMissing } from './wine.ts'

const missing = whatIsMissing()

describe.skipIf(missing !== undefined)(`the registry of Windows (${missing ?? 'under Wine'})`, () => {
  let windows: Windows
  beforeAll(async () => {
    windows = await startWindows()
  })
  afterAll(() => windows.close())

  it.each([
    ['en', 'HKLM\\SOFTWARE\\Bollwerk Test', /Unable to find/],
    ['de', 'HKLM\\SOFTWARE\\Bollwerk Prüfung', /Der angegebene Schl\x81ssel/],
  ] as const)('is changed and brought back with value and type (%s)', async (language, key, words) => {
    const script = join(import.meta.dirname, 'registry-within.ts')
    const answer = (await windows.run(language, script, { cases: registryCases, key })) as RegistryAnswer
    expect(Buffer.from(answer.words, 'hex').toString('latin1')).toMatch(words)
    const standing = ['before', 'after', 'before']
    expect(answer.outcomes).toEqual(registryCases.map(({ what }) => ({ what, standing })))
    const [first, changed, last] = answer.whole
    expect(last).toBe(first)
    expect(changed).not.toBe(first)
  })
})

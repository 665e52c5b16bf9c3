import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { evidenceText } from './evidence-text.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-text-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const text = '{"machine":"RMM01","site":"Müller & Söhne"}'
const utf16 = Buffer.from(text, 'utf16le')

describe('the text of an evidence file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 as Windows PowerShell writes it', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without its mark', utf16],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 the other way round without its mark', Buffer.from(utf16).swap16()],
  ])('is read from %s', (_, bytes) => {
    const path = join(cwd, 'read.json')
    writeFileSync(path, bytes)
    expect(evidenceText(path)).toBe(text)
  })

  it('may be empty', () => {
    const path = join(cwd, 'empty.json')
    writeFileSync(path, '')
    expect(evidenceText(path)).toBe('')
  })

  it('is refused in an encoding of an editor', () => {
    const path = join(cwd, 'ansi.json')
    writeFileSync(path, Buffer.from(text, 'latin1'))
    expect(() => evidenceText(path)).toThrow(/neither UTF-8 nor UTF-16/)
  })

  it('is refused unread if it is 200 MB long', () => {
    const path = join(cwd, 'huge.json')
    const file = openSync(path, 'w')
    ftruncateSync(file, 200_000_000)
    closeSync(file)
    const before = process.memoryUsage().arrayBuffers
    expect(() => evidenceText(path)).toThrow(/huge\.json is too large \(191 MiB, at most 32 MiB\)/)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
  })

  it.each([
    ['missing', 'none.json', 'ENOENT'],
    ['a folder', '.', 'EISDIR'],
  ])('is refused if it is %s', (_, name, code) => {
    expect(() => evidenceText(join(cwd, name))).toThrow(code)
  })
})

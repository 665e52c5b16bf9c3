import { describe, expect, it } from 'vitest'
import { fileStep } from './plan-fixture.ts'
import { writtenPieces } from './written-pieces.ts'

describe('what a step writes is read from the step itself:', () => {
  it('the pieces of a file, with the byte that each begins at', () => {
    expect(writtenPieces(fileStep('/web.config', '<a b="ü" c="1"/>', ['1', '22']))).toEqual([
      { place: '/web.config @ 13', before: '1', after: '22' },
    ])
  })

  it('the pieces of a file in UTF-16', () => {
    const [out, put] = ['1', '22'].map((text) => Buffer.from(text, 'utf16le').toString('base64'))
    const side = { sha256: '0'.repeat(64), bytes: 1 }
    const splices = [{ at: 4, out: out ?? '', in: put ?? '' }]
    expect(writtenPieces({ kind: 'file', path: 'a', before: side, after: side, splices })).toEqual([
      { place: 'a @ 4', before: '1', after: '22' },
    ])
  })

  it('a value of the registry with its type, and an absent one as nothing', () => {
    const step = { kind: 'registry', key: 'HKLM\\A', name: 'B', before: null } as const
    expect(writtenPieces({ ...step, after: { type: 'REG_DWORD', data: '0x1' } })).toEqual([
      { place: 'HKLM\\A\\B', before: '', after: 'REG_DWORD 0x1' },
    ])
  })

  it('a setting and an account of the database', () => {
    const setting = {
      kind: 'mysql-setting',
      name: 'local_infile',
      before: 'ON',
      after: 'OFF',
      persisted: true,
    } as const
    const account = {
      kind: 'mysql-account',
      user: 'x',
      host: '%',
      property: 'locked',
      before: false,
      after: true,
    } as const
    expect([setting, account].flatMap(writtenPieces)).toEqual([
      { place: 'MySQL local_infile', before: 'ON', after: 'OFF' },
      { place: 'MySQL x@% (locked)', before: 'false', after: 'true' },
    ])
  })
})

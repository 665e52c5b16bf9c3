import { describe, expect, it } from 'vitest'
import { rightsOf } from './access-mask.ts'

const users = 'S-1-5-32-545'

function allowed(rights: number) {
  return rightsOf([{ sid: users, allow: true, rights }], users)
}

describe('a mask of rights', () => {
  it.each([
    ['full control', 0x1f_01ff, true, true],
    ['change', 0x13_01bf, true, true],
    ['read and execute', 0x12_00a9, true, false],
    ['all of a registry key', 0xf_003f, true, true],
    ['reading of a registry key', 0x2_0019, true, false],
    ['everything, generic', 0x1000_0000, true, true],
    ['reading, generic, as a signed number', -0x8000_0000, true, false],
    ['writing, generic', 0x4000_0000, false, true],
    ['changing the rights alone', 0x4_0000, false, true],
    ['execute alone', 0x20, false, false],
    ['nothing', 0, false, false],
  ])('of %s reads: %s %s, writes: %s', (_, rights, reads, writes) => {
    expect(allowed(rights)).toEqual({ reads, writes })
  })

  it('takes away what is denied to the same SID, and nothing else', () => {
    const full = { sid: users, allow: true, rights: 0x1f_01ff }
    const denied = { sid: users, allow: false, rights: 0xd_0006 }
    expect(rightsOf([full, denied], users)).toEqual({ reads: true, writes: false })
    expect(rightsOf([full, { ...denied, sid: 'S-1-1-0' }], users)).toEqual({ reads: true, writes: true })
  })

  it('gives nothing to who is not named', () => {
    expect(rightsOf([{ sid: 'S-1-5-18', allow: true, rights: -1 }], users)).toEqual({ reads: false, writes: false })
  })
})

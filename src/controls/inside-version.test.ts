import { describe, expect, it } from 'vitest'
import { ask, seen } from './question-fixture.ts'
import { screenconnectRelease } from './screenconnect-current/release.ts'
import { folderFact } from './screenconnect-fixture.ts'

const newest = folderFact('screenconnect.version')
const old = folderFact('screenconnect.version', { text: '23.9.7.8804' })
const client = folderFact(
  'screenconnect.version',
  { text: '23.9.7.8804', part: 'client' },
  { file: 'Bin\\ScreenConnect.Client.dll' },
)

function outside(text: string) {
  return seen('screenconnect', 'outside.version', { text, by: 'script.ashx' })
}

describe('the version that lies in the folder', () => {
  it('is enough where the outside shows none', () => {
    expect(ask(screenconnectRelease, 'screenconnect', [old]).outcome).toBe('fail')
  })

  it('makes a short version from outside exact', () => {
    const { judgements } = ask(screenconnectRelease, 'screenconnect', [outside('26.6'), newest])
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('is not the version of the clients that lie beside it', () => {
    const alone = ask(screenconnectRelease, 'screenconnect', [client])
    expect(alone.outcome).toBe('unknown')
    expect(ask(screenconnectRelease, 'screenconnect', [newest, client]).outcome).not.toBe('fail')
  })

  it('settles nothing where it contradicts the outside', () => {
    const { outcome, judgements } = ask(screenconnectRelease, 'screenconnect', [outside('26.6.5.9742'), old])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('ScreenConnect.Service.exe: 23.9.7.8804')
  })
})

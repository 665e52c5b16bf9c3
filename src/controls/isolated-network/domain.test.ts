import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { windows } from '../windows-fixture.ts'
import { isolatedDomain as control } from './domain.ts'

function joined(role: number, domain: string | null = 'corp.muster-msp.de') {
  return windows('windows.membership', { domainJoined: domain !== null, domain, role, azureJoined: false })
}

describe('isolated-network.domain', () => {
  itJudgesEveryMachine(control, { good: [joined(2, null)], bad: [joined(3)], item: 'member' })

  it.each([4, 5])('is critical where the server is a domain controller (role %d)', (role) => {
    const { judgements } = ask(control, 'automate', [joined(role)])
    expect(judgements[0]).toMatchObject({ item: 'controller', severity: 'critical' })
    expect(judgements[0]?.detail.de).toContain('corp.muster-msp.de')
  })

  it('asks the role before the membership, and names no domain where nobody knows one', () => {
    const { judgements } = ask(control, 'automate', [joined(4, null)])
    expect(judgements[0]?.item).toBe('controller')
    expect(judgements[0]?.detail.en).toContain('a domain controller itself (?)')
  })
})

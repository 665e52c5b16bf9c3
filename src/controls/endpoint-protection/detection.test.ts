import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { services } from '../windows-fixture.ts'
import { endpointDetection as control } from './detection.ts'

describe('endpoint-protection.detection', () => {
  itJudgesEveryMachine(control, { good: [services(['SentinelAgent'])], bad: [services(['ekrn'])] })

  it('passes a watcher beside a virus scanner', () => {
    expect(ask(control, 'automate', [services(['WinDefend', 'HuntressRio'])]).outcome).toBe('pass')
  })

  it('does not apply where nothing protects at all: another control says so', () => {
    expect(ask(control, 'automate', [services(['EraAgentSvc'])]).outcome).toBe('not-applicable')
  })

  it('does not pass by a name that nobody has confirmed', () => {
    expect(ask(control, 'automate', [services(['ekrn', 'EIConnectorSvc'])]).outcome).toBe('unknown')
  })
})

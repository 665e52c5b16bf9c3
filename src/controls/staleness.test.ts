import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { machineOf, newestPerMachine } from './machines.ts'
import { anHourAgo, ask, inside, lastYear } from './question-fixture.ts'
import { answering, judgement, sampleControl, wizard, wizardControl } from './sample-fixture.ts'

/** Whether UAC is on, on one machine. */
function uac(machine: string, enabled: boolean, at: string): Evidence {
  const settings = {
    EnableLUA: enabled ? 1 : 0,
    ConsentPromptBehaviorAdmin: null,
    ConsentPromptBehaviorUser: null,
    PromptOnSecureDesktop: null,
    FilterAdministratorToken: null,
    EnableInstallerDetection: null,
    EnableSecureUIAPaths: null,
    EnableVirtualization: null,
    LocalAccountTokenFilterPolicy: null,
  }
  return inside('screenconnect', 'windows.uac', settings, { source: `${machine}: HKLM`, at })
}

/** One answer for each machine. */
const control = sampleControl(({ evidence }) => {
  const pieces = newestPerMachine(evidence.about('screenconnect', 'windows.uac'))
  if (pieces.length === 0) return [judgement('unknown')]
  return pieces.map((piece) => {
    const on = 'value' in piece && piece.value.EnableLUA === 1
    const item = pieces.length > 1 ? machineOf(piece) : undefined
    return { ...judgement(on ? 'pass' : 'fail', item), evidence: [piece] }
  })
})

describe('a machine of which only old evidence is left', () => {
  it('keeps the others from passing for it', () => {
    const { outcome, overlay, judgements } = ask(control, 'screenconnect', [
      uac('RMM01', true, anHourAgo),
      uac('RMM02', true, lastYear),
    ])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
    expect(judgements.map((one) => [one.item, one.outcome, one.overlay])).toEqual([
      [undefined, 'pass', undefined],
      ['RMM02', 'unknown', 'stale'],
    ])
    expect(judgements[1]?.detail.de).toMatch(/Zuletzt von RMM02 gehört.*älter als 7 Tage/)
  })

  it('still fails with what it failed with', () => {
    const evidence = [uac('RMM01', true, anHourAgo), uac('RMM02', false, lastYear)]
    const { outcome, judgements } = ask(control, 'screenconnect', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[1]).toMatchObject({ item: 'RMM02', outcome: 'fail', overlay: 'stale' })
  })

  it('is named before the items of its own failures', () => {
    const each = sampleControl(({ evidence }) =>
      evidence.about('screenconnect', 'windows.uac').map((piece) => {
        const on = 'value' in piece && piece.value.EnableLUA === 1
        return { ...judgement(on ? 'pass' : 'fail', 'EnableLUA'), evidence: [piece] }
      }),
    )
    const { judgements } = ask(each, 'screenconnect', [uac('RMM01', true, anHourAgo), uac('RMM02', false, lastYear)])
    expect(judgements.map(({ item }) => item)).toEqual(['EnableLUA', 'RMM02/EnableLUA'])
  })

  it('is one that was not looked at anew', () => {
    const { judgements } = ask(control, 'screenconnect', [uac('RMM01', true, anHourAgo), uac('RMM01', false, lastYear)])
    expect(judgements.map(({ outcome }) => outcome)).toEqual(['pass'])
  })

  it('says nothing where its evidence settles nothing of the question', () => {
    const other = answering([judgement('pass')])
    const wizardOnly = ask(wizardControl, 'screenconnect', [wizard('closed', anHourAgo), uac('RMM02', true, lastYear)])
    expect(wizardOnly.judgements).toHaveLength(1)
    expect(ask(other, 'screenconnect', [uac('RMM01', true, anHourAgo)]).judgements).toHaveLength(1)
  })
})

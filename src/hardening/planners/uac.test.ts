import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask } from '../../controls/question-fixture.ts'
import { assessed } from '../../controls/site-fixture.ts'
import { uacValues } from '../../controls/uac/values.ts'
import { uacTable } from '../../controls/uac-values.ts'
import { uac } from '../../controls/windows-fixture.ts'
import type { UacFact } from '../../evidence/windows/facts.ts'
import { uacKey, wantedValues } from '../../targets/uac/wanted.ts'
import type { Planned, Reach } from '../planner.ts'
import { askedOf, numbers, reachOf } from './registry-fixture.ts'
import { uacPlanner } from './uac.ts'

function planned(fact: Partial<UacFact>, reach: Reach = numbers({ [uacKey]: fact })): Promise<Planned> {
  const { findings } = assessed([uacValues], [uac(fact)])
  const own = findings.filter(({ subject }) => subject === 'automate')
  return uacPlanner.plan(askedOf(own, reach))
}

describe('a plan for User Account Control', () => {
  it('wants of every value what its control wants', () => {
    expect(wantedValues.map(({ name }) => name).toSorted()).toEqual(uacTable.map(({ name }) => name).toSorted())
    for (const { name, wanted } of wantedValues)
      expect(uacTable.find((value) => value.name === name)?.wanted).toContain(wanted)
  })

  it('leads from any state to one that the control is content with', async () => {
    const choices = uacTable.map(({ name, unwanted, wanted }) =>
      fc.constantFrom(null, ...Object.keys(unwanted).map(Number), ...wanted).map((number) => [name, number] as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.tuple(...choices), async (numbers) => {
        const fact = Object.fromEntries(numbers) as Partial<UacFact>
        const { changes, left } = await planned(fact)
        const steps = changes.flatMap((change) => change.steps)
        const after = steps.map((step) => (step.kind === 'registry' ? [step.name, Number(step.after?.data)] : []))
        expect(left).toEqual([])
        expect(ask(uacValues, 'automate', [uac({ ...fact, ...Object.fromEntries(after) })]).outcome).toBe('pass')
      }),
      { numRuns: 50 },
    )
  })

  it('keeps apart what different people notice, and says who is locked out and what needs a restart', async () => {
    const { changes } = await planned({ EnableLUA: 0, PromptOnSecureDesktop: 0, LocalAccountTokenFilterPolicy: 1 })
    expect(changes.map(({ id, restart, lockedOut }) => [id, restart, lockedOut.length])).toEqual([
      ['uac.prompts/automate', 'nothing', 0],
      ['uac.network/automate', 'nothing', 1],
      ['uac.switch/automate', 'server', 0],
    ])
  })

  it('restores an absent value as absent', async () => {
    const [change] = (await planned({ FilterAdministratorToken: null })).changes
    const step = { kind: 'registry', key: uacKey, name: 'FilterAdministratorToken' }
    expect(change?.steps).toEqual([{ ...step, before: null, after: { type: 'REG_DWORD', data: '0x1' } }])
    expect(change?.shown).toEqual([{ place: `${uacKey}: FilterAdministratorToken`, before: 'not set', after: '1' }])
    expect(change?.verify).toEqual([
      { control: 'uac.values', subject: 'automate', findings: ['uac.values/automate/FilterAdministratorToken'] },
    ])
  })

  it('changes a machine that carries both servers once, and asks for both again', async () => {
    const evidence = [uac({ EnableLUA: 0 }), uac({ EnableLUA: 0 }, { server: 'screenconnect' })]
    const { findings } = assessed([uacValues], evidence)
    const { changes } = await uacPlanner.plan(askedOf(findings, numbers({ [uacKey]: { EnableLUA: 0 } })))
    expect(changes).toHaveLength(1)
    expect(changes[0]?.steps).toHaveLength(1)
    expect(changes[0]?.verify.map(({ subject }) => subject).toSorted()).toEqual(['automate', 'screenconnect'])
  })

  it.each([
    ['there is no registry here', { readFile: () => Promise.reject(new Error()) }, /does not run on this server/],
    ['it is another machine', { ...numbers({}), machine: 'SQL01' }, /about RMM01/],
    ['the value is as wanted by now', numbers({ [uacKey]: { EnableLUA: 1 } }), /already as wanted/],
    ['the value is no number', reachOf(async () => ({ type: 'REG_SZ', data: '0' })), /no number/],
    ['it cannot be read', reachOf(() => Promise.reject(new Error('denied'))), /could not be read \(denied\)/],
  ])('changes nothing where %s, and says so', async (_, reach, reason) => {
    const { changes, left } = await planned({ EnableLUA: 0 }, reach)
    expect(changes).toEqual([])
    expect(left.map((each) => each.reason.en)).toEqual([expect.stringMatching(reason)])
  })

  it('leaves a number that nobody knows to a person', async () => {
    const { changes, left } = await planned({ ConsentPromptBehaviorAdmin: 9 })
    expect([changes, left.length]).toEqual([[], 1])
  })
})

import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../catalog/index.ts'
import type { Control, Judgement, Question } from '../controls/control.ts'
import { musterMsp, noon } from '../controls/question-fixture.ts'
import { sampleControl } from '../controls/sample-fixture.ts'
import { type Evidence, isSeen } from '../model/evidence.ts'
import { verbatim } from '../model/text.ts'
import { changeOf, fileStep } from './plan-fixture.ts'
import { type VerifiedSite, verifierOf } from './verify.ts'

const step = fileStep('/sc/web.config', 'old', ['old', 'new'])

function lists(at: number, state: { readonly value: unknown } | { readonly missing: string }): Evidence {
  const dated = {
    fact: 'screenconnect.lists',
    witness: 'inside',
    server: 'screenconnect',
    source: 'SC01: web.config',
    at: new Date(at).toISOString(),
  } as const
  return 'value' in state ? { ...dated, value: state.value } : { ...dated, missing: { reason: 'denied', detail: 'x' } }
}

/** Fails with the items that the newest look names; open where it saw nothing. */
function judge({ evidence }: Question): readonly Judgement[] {
  const [piece] = evidence.about('screenconnect', 'screenconnect.lists')
  if (!piece) return [{ outcome: 'unknown', detail: verbatim('nobody looked'), evidence: [] }]
  if (!isSeen(piece)) return [{ item: 'web.config', outcome: 'unknown', detail: verbatim('denied'), evidence: [piece] }]
  const items = piece.value as unknown as readonly string[]
  if (items.length === 0) return [{ outcome: 'pass', detail: verbatim('fine'), evidence: [piece] }]
  return items.map((item) => ({ item, outcome: 'fail', detail: verbatim(`bad ${item}`), evidence: [piece] }))
}

const control: Control = sampleControl(judge, { id: 'sample.lists' })

function verified(
  fresh: () => readonly Evidence[],
  more: Partial<VerifiedSite> = {},
  restart: 'nothing' | 'server' = 'nothing',
) {
  const site: VerifiedSite = {
    policy: musterMsp,
    intents: [],
    catalog: bundledCatalog,
    controls: [control],
    stored: [lists(noon - 3_600_000, { value: ['Host', 'Login'] })],
    looks: [{ covers: ({ kind }) => kind === 'file', collect: () => Promise.resolve(fresh()) }],
    now: () => noon,
    language: 'en',
    ...more,
  }
  const asked = {
    control: 'sample.lists',
    subject: 'screenconnect',
    findings: ['sample.lists/screenconnect/Host'],
  } as const
  return verifierOf(site)(changeOf('a', [step], { verify: [asked], restart }))
}

describe('a change is', () => {
  it('proven when its finding is gone from a new look, and what stays open is named', async () => {
    expect(await verified(() => [lists(noon, { value: ['Login'] })])).toEqual({
      outcome: 'pass',
      detail: 'sample.lists is content with it. Still open: sample.lists/screenconnect/Login.',
    })
  })

  it('not proven when the finding is still there, and no restart would change what is written', async () => {
    const answer = await verified(() => [lists(noon, { value: ['Host'] })])
    expect(answer).toEqual({ outcome: 'fail', detail: 'sample.lists/screenconnect/Host: bad Host', lasting: true })
  })

  it('not proven, but perhaps after a start of the server, where only that makes it so', async () => {
    const answer = await verified(() => [lists(noon, { value: ['Host'] })], {}, 'server')
    expect(answer).toEqual({ outcome: 'fail', detail: 'sample.lists/screenconnect/Host: bad Host' })
  })

  it.each([
    ['the place could not be read', () => [lists(noon, { missing: 'denied' })], /^denied$/],
    ['nothing was collected', () => [], /^sample.lists\/screenconnect\/Host: bad Host$|looked at nothing/],
    [
      'the look failed',
      () => {
        throw new Error('EIO')
      },
      /could not be looked at again: EIO/,
    ],
  ])('not proven when %s', async (_, fresh, detail) => {
    const answer = await verified(fresh)
    expect(answer.outcome).not.toBe('pass')
    expect(answer.detail).toMatch(detail)
  })

  it('not proven when its control looks elsewhere, whatever it says there', async () => {
    const elsewhere: Control = {
      ...control,
      judge: () => [{ outcome: 'pass', detail: verbatim('fine'), evidence: [] }],
    }
    const answer = await verified(() => [lists(noon, { value: [] })], { controls: [elsewhere] })
    expect([answer.outcome, answer.detail]).toEqual(['unknown', expect.stringContaining('That proves nothing')])
  })

  describe('that only a look from elsewhere can prove', () => {
    const from = (state?: Parameters<typeof lists>[1], more: Partial<VerifiedSite> = {}) => {
      const seen = (): readonly Evidence[] => (state ? [{ ...lists(noon, state), witness: 'outside' }] : [])
      const collect = (): Promise<readonly Evidence[]> => Promise.resolve(seen())
      return verified(seen, { looks: [{ covers: () => true, collect, fromOnePlace: true }], ...more })
    }

    it('proven when the look from here shows it', async () => {
      expect(await from({ value: ['Login'] })).toMatchObject({ outcome: 'pass' })
    })

    it('not kept when the look from here shows that the finding is still there', async () => {
      expect(await from({ value: ['Host'] })).toMatchObject({ outcome: 'fail', lasting: true })
    })

    it('open when nobody looks from here, whatever old evidence says', async () => {
      const open = { outcome: 'unknown', detail: 'Nobody looked from here (--from).', elsewhere: true }
      expect(await from()).toEqual(open)
    })

    it('open when the look from here saw nothing', async () => {
      expect(await from({ missing: 'denied' })).toMatchObject({ outcome: 'unknown', elsewhere: true })
    })

    it('not kept when there is no such control', async () => {
      const answer = await from({ value: [] }, { controls: [] })
      expect([answer.outcome, answer.elsewhere]).toEqual(['unknown', undefined])
    })
  })

  it('not proven when nobody looks at its place, or there is no such control', async () => {
    const fresh = (): readonly Evidence[] => [lists(noon, { value: [] })]
    expect((await verified(fresh, { looks: [] })).outcome).toBe('unknown')
    expect((await verified(fresh, { controls: [] })).outcome).toBe('unknown')
  })
})

import { describe, expect, it } from 'vitest'
import type { HeartbeatFact } from '../evidence/outside/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Vantage } from '../model/vantage.ts'
import { fromAbroad, fromInternet, fromTechnicians } from './question-fixture.ts'
import { newest, whence } from './vantage-evidence.ts'

const early = '2026-11-23T09:00:00.000Z'
const late = '2026-11-23T10:00:00.000Z'

const look = {
  fact: 'outside.heartbeat',
  witness: 'outside',
  server: 'automate',
  source: 'udp://test',
  at: late,
  vantage: fromInternet,
} as const

interface Changes {
  readonly at?: string
  readonly source?: string
  readonly vantage?: Vantage
}

function beat(answer: HeartbeatFact['answer'], changes: Changes): Evidence<HeartbeatFact> {
  return { ...look, ...changes, value: { address: '198.51.100.10', port: 75, answer } }
}

function lost(at: string, source = 'udp://a'): Evidence<HeartbeatFact> {
  return { ...look, at, source, missing: { reason: 'timeout', detail: 'ETIMEDOUT' } }
}

function kept(...newestFirst: readonly Evidence<HeartbeatFact>[]): readonly string[] {
  return newest(newestFirst, ({ address }) => address).map((piece) =>
    'value' in piece ? piece.value.answer : 'missing',
  )
}

describe('the newest look', () => {
  it.each([
    [
      'replaces an older one at the same subject',
      [beat('closed', { at: late }), beat('answered', { at: early })],
      ['closed'],
    ],
    [
      'keeps what the same look found at another address',
      [
        beat('closed', { at: late, source: 'udp://a' }),
        beat('answered', { at: '2026-11-23T09:59:59.000Z', source: 'udp://b' }),
      ],
      ['closed', 'answered'],
    ],
    [
      'keeps one answer for each source',
      [
        beat('closed', { at: late, source: 'udp://a' }),
        beat('answered', { at: '2026-11-23T09:59:59.000Z', source: 'udp://a' }),
      ],
      ['closed'],
    ],
    [
      'leaves the one of another place alone',
      [beat('closed', { at: late }), beat('answered', { at: early, vantage: fromAbroad })],
      ['closed', 'answered'],
    ],
    [
      'of one moment keeps both answers',
      [beat('closed', { at: late }), beat('answered', { at: late })],
      ['closed', 'answered'],
    ],
    [
      'that failed replaces what the same source showed before',
      [lost(late), beat('answered', { at: early, source: 'udp://a' })],
      ['missing'],
    ],
    [
      'that failed elsewhere replaces nothing',
      [lost(late, 'udp://b'), beat('answered', { at: early, source: 'udp://a' })],
      ['missing', 'answered'],
    ],
    [
      'that saw something replaces a failure of the same source',
      [beat('answered', { at: late, source: 'udp://a' }), lost(early)],
      ['answered'],
    ],
  ])('%s', (_, pieces, expected) => {
    expect(kept(...pieces)).toEqual(expected)
  })
})

describe('whence', () => {
  it('names every place once', () => {
    const pieces = [beat('closed', {}), beat('closed', {}), beat('closed', { vantage: fromTechnicians })]
    expect(whence(pieces)).toEqual({
      de: 'aus dem Internet (DE), aus dem Netz der Techniker (DE)',
      en: "from the internet (DE), from the technicians' network (DE)",
    })
  })
})

import { describe, expect, it } from 'vitest'
import { type Advisory, parseVersion, type Version } from '../catalog/index.ts'
import { say } from '../model/text.ts'
import { openAdvisory } from './advisory-judgement.ts'
import { affectedClientInWords, affectedInWords, weightInWords } from './advisory-words.ts'

const known: Advisory = {
  id: 'CVE-1',
  title: say('Lücke', 'Hole'),
  published: '2026-01-01',
  affected: [{ before: '26.1' }],
  part: 'server',
  url: 'https://example.org/cve-1',
  sure: 'confirmed',
}

const told = (changes: Partial<Advisory>) => weightInWords({ ...known, ...changes }).map(({ en }) => en)

function version(text: string): Version {
  const read = parseVersion('screenconnect', text)
  if (!read.ok) throw new Error(read.problem.en)
  return read.value
}

describe('the weight of an advisory', () => {
  it.each([
    [{}, ['No CVSS score is known.']],
    [{ cvss: { score: 10, sure: 'confirmed' } }, ['CVSS 10.0.']],
    [{ cvss: { score: 8.8, sure: 'unverified' } }, ['CVSS 8.8 (not confirmed).']],
    [
      { knownExploited: { since: '2026-01-02', ransomware: false } },
      ['It is known to be exploited (KEV catalogue of CISA since 2026-01-02).', 'No CVSS score is known.'],
    ],
    [
      { knownExploited: { since: '2026-01-02', due: '2026-01-09', ransomware: true } },
      [
        'It is known to be exploited, also for ransomware (KEV catalogue of CISA since 2026-01-02, due there 2026-01-09).',
        'No CVSS score is known.',
      ],
    ],
    [{ sure: 'unverified' }, ['No CVSS score is known.', 'What is known of this advisory is not verified.']],
    [{ disputed: true }, ['No CVSS score is known.', 'The vendor disputes this advisory.']],
  ] as const)('is told for %j', (changes, texts) => {
    expect(told(changes)).toEqual(texts)
  })

  it('says that the vendor did not say it where it was concluded', () => {
    expect(told({ sure: 'derived' })[1]).toContain('concluded from public sources')
  })
})

describe('an advisory', () => {
  it('that affects a version is told with its repair and its weight', () => {
    expect(affectedInWords(known, version('25.1')).en).toBe(
      'Version 25.1 is affected. Repaired from 26.1. No CVSS score is known.',
    )
    const unrepaired = { ...known, affected: [{}] }
    expect(affectedInWords(unrepaired, version('25.1')).en).toContain('No release that repairs it is known.')
  })

  it('that affects clients is told for each of them, with one repair', () => {
    const clients = ['25.1', '25.2'].map((text) => ({ what: say('Client', 'The client'), version: version(text) }))
    expect(affectedClientInWords(known, clients).en).toBe(
      'The client (version 25.1) is affected. The client (version 25.2) is affected. Repaired from 26.1. No CVSS score is known.',
    )
  })

  it('that may affect a version is told with the reason, the repair if one is known, and the weight', () => {
    const open = (advisory: Advisory) => openAdvisory(advisory, say('Unklar.', 'Unclear.')).detail.en
    expect(open(known)).toBe('Unclear. No CVSS score is known.')
    expect(open({ ...known, fixed: '26.1' })).toBe('Unclear. Repaired from 26.1. No CVSS score is known.')
  })
})

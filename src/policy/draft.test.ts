import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnswerTexts, readAnswers } from './answers.ts'
import { draftPolicy } from './draft.ts'
import { formatTechnicianNetwork } from './network.ts'
import { policyOf } from './policy-fixture.ts'
import type { PolicyAnswers } from './questions.ts'

function answersOf(texts: AnswerTexts): PolicyAnswers {
  const reading = readAnswers(texts)
  if (reading.ok) return reading.answers
  throw new Error(reading.problems.map(({ flag, message }) => `${flag}: ${message.en}`).join('\n'))
}

const both: AnswerTexts = {
  site: 'Muster-MSP',
  language: 'de',
  technicians: '203.0.113.0/24, buero.muster-msp.de',
  automateHost: 'automate.muster-msp.de',
  automateOrigin: 'https://10.20.0.10',
  screenconnectHost: 'support.muster-msp.de',
  screenconnectOrigin: 'http://10.20.0.11:8040',
  screenconnectRelay: 'tcp://10.20.0.11:8041',
  supportName: 'Muster-Support',
  supportBooking: 'https://support.muster-msp.de/termin',
}

describe('a draft', () => {
  it.each(['de', 'en'] as const)('stands in full in golden/draft.%s.yaml.txt', async (language) => {
    const draft = draftPolicy(answersOf({ ...both, language }))
    await expect(draft).toMatchFileSnapshot(`golden/draft.${language}.yaml.txt`)
  })

  it('shows in comments what the answers left out, in golden/draft-small.de.yaml.txt', async () => {
    const { site, automateHost, automateOrigin } = both
    await expect(draftPolicy(answersOf({ site, automateHost, automateOrigin }))).toMatchFileSnapshot(
      'golden/draft-small.de.yaml.txt',
    )
  })

  it('is right with every comment of YAML taken in', () => {
    const draft = draftPolicy(
      answersOf({ site: 'M', automateHost: 'a.muster-msp.de', automateOrigin: 'https://10.0.0.1' }),
    )
    const opened = draft.replace(/^( *)# (?=( *)(- \{|[a-z][a-zA-Z.]*:( |$)))/gm, '$1')
    expect(opened).not.toBe(draft)
    const policy = policyOf(opened)
    expect(policy.servers).toHaveLength(2)
    expect(policy.areas).toEqual({
      'automate.installer': { audience: 'technicians', rate: { perMinute: 60, burst: 30 } },
    })
    expect(policy.gateway.monitors).toHaveLength(2)
    expect(policy.geoDatabase).toBeDefined()
    expect(policy.exceptions).toHaveLength(1)
    expect(policy.support?.booking).toBeDefined()
  })

  it('reads back to its answers, whatever they are', () => {
    const line = fc
      .oneof(
        fc.string({ minLength: 1, maxLength: 40 }),
        fc.constantFrom(
          'yes',
          'null',
          '2026',
          'a: b',
          '- x',
          '# x',
          '"x',
          "'x",
          '{x',
          'x\\',
          '*x',
          '&x',
          '!x',
          '%x',
          '@x',
          'x #y',
        ),
      )
      .filter((text) => text.trim() !== '')
    const host = fc.domain().filter((name) => /^[a-z0-9.-]+$/i.test(name))
    const texts = fc.record(
      {
        site: line,
        language: fc.constantFrom('de', 'en'),
        technicians: fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), host)).map((networks) => networks.join(',')),
        countries: fc
          .subarray(['DE', 'AT', 'CH', 'NO', 'IT'], { minLength: 1 })
          .map((countries) => countries.join(',')),
        automateHost: host.map((name) => `a.${name}`),
        automateOrigin: fc.ipV4().map((address) => `https://${address}`),
        screenconnectHost: fc.oneof(
          host.map((name) => `s.${name}`),
          fc.ipV4(),
        ),
        screenconnectOrigin: fc
          .tuple(fc.ipV6(), fc.integer({ min: 1, max: 65_535 }))
          .map(([address, port]) => `http://[${address}]:${port}`),
        screenconnectRelay: host.map((name) => `tcp://${name}:8041`),
        supportName: line,
        supportBooking: fc.constant('https://support.muster-msp.de/termin?a=1&b=%20#c:d'),
      },
      { requiredKeys: ['site', 'automateHost', 'automateOrigin', 'screenconnectOrigin'] },
    )
    fc.assert(
      fc.property(texts, (written) => {
        const reading = readAnswers(written)
        fc.pre(reading.ok)
        if (!reading.ok) return
        const { answers } = reading
        const policy = policyOf(draftPolicy(answers))
        expect(policy).toMatchObject({ site: answers.site, language: answers.language, countries: answers.countries })
        expect(policy.technicians.map(formatTechnicianNetwork)).toEqual(
          answers.technicians.map(formatTechnicianNetwork),
        )
        expect(policy.servers.map(({ origin }) => origin)).toEqual(
          [answers.automateOrigin, answers.screenconnectHost && answers.screenconnectOrigin].filter(Boolean),
        )
        expect(policy.servers.flatMap(({ relay }) => relay?.origin ?? [])).toEqual(
          answers.screenconnectRelay ? [answers.screenconnectRelay] : [],
        )
        expect([policy.support?.name, policy.support?.booking]).toEqual([answers.supportName, answers.supportBooking])
      }),
      { numRuns: 300 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { type AnswerTexts, readAnswers } from './answers.ts'
import { questions } from './questions.ts'

const both: AnswerTexts = {
  site: 'Muster-MSP',
  technicians: '203.0.113.0/24, buero.muster-msp.de',
  automateHost: 'automate.muster-msp.de',
  automateOrigin: 'https://10.20.0.10',
  screenconnectHost: 'support.muster-msp.de',
  screenconnectOrigin: 'http://10.20.0.11:8040',
  screenconnectRelay: 'tcp://10.20.0.11:8041',
  supportName: 'Muster-Support',
  supportBooking: 'https://support.muster-msp.de/termin',
}

function refused(texts: AnswerTexts): readonly string[] {
  const reading = readAnswers(texts)
  return reading.ok ? [] : reading.problems.map(({ flag, message }) => `--${flag}: ${message.de}`)
}

describe('the questions', () => {
  it('have an example that answers each of them', () => {
    for (const { flag, example, parse } of questions) expect([flag, parse(example).ok]).toEqual([flag, true])
  })

  it('have a fallback that answers them, if any', () => {
    for (const { fallback, parse } of questions) expect(fallback === undefined || parse(fallback).ok).toBe(true)
  })

  it('come after the question that they depend on', () => {
    const keys = questions.map(({ key }) => key)
    for (const { key, after } of questions) if (after) expect(keys.indexOf(after)).toBeLessThan(keys.indexOf(key))
  })
})

describe('the answers', () => {
  it('are taken when every question has one', () => {
    expect(readAnswers(both)).toMatchObject({
      ok: true,
      answers: {
        site: 'Muster-MSP',
        language: 'de',
        technicians: [{ prefix: { length: 24 } }, { name: 'buero.muster-msp.de' }],
        countries: ['DE', 'AT', 'CH'],
        automateOrigin: { scheme: 'https', host: '10.20.0.10', port: 443 },
        screenconnectRelay: { port: 8041 },
      },
    })
  })

  it('may leave out everything but a name and one server; blanks are no answers', () => {
    const reading = readAnswers({
      site: ' M ',
      automateHost: 'a.muster-msp.de',
      automateOrigin: 'https://10.0.0.1',
      supportName: ' ',
    })
    expect(reading).toEqual({
      ok: true,
      answers: {
        site: 'M',
        language: 'de',
        technicians: [],
        countries: ['DE', 'AT', 'CH'],
        automateHost: 'a.muster-msp.de',
        automateOrigin: { scheme: 'https', host: '10.0.0.1', port: 443 },
      },
    })
  })

  it('name countries in small letters and things twice', () => {
    expect(readAnswers({ ...both, countries: 'de,at, DE,' })).toMatchObject({ answers: { countries: ['DE', 'AT'] } })
  })

  it.each<[AnswerTexts, RegExp]>([
    [{ ...both, site: '' }, /^--site: Diese Frage braucht eine Antwort/],
    [{ ...both, language: 'fr' }, /^--language: .*de und en/],
    [{ ...both, technicians: '203.0.113.7/24' }, /^--technicians: .*Meinten Sie 203\.0\.113\.0\/24\?/],
    [{ ...both, technicians: '0.0.0.0/0' }, /^--technicians: .*großen Teil/],
    [{ ...both, countries: 'XX' }, /^--countries: /],
    [{ ...both, countries: ',' }, /^--countries: Nennen Sie mindestens ein Land/],
    [{ ...both, automateOrigin: undefined }, /^--automate-origin: Diese Frage braucht/],
    [{ ...both, automateOrigin: '10.20.0.10' }, /^--automate-origin: .*ohne Pfad/],
    [{ ...both, screenconnectRelay: 'tcp://10.20.0.11' }, /^--screenconnect-relay: /],
    [{ ...both, screenconnectHost: both.automateHost }, /^--screenconnect-host: .*verschiedene öffentliche Namen/],
    [{ ...both, supportName: '' }, /^--support-booking: .*--support-name/],
    [{ site: 'M' }, /^--automate-host: Nennen Sie mindestens einen Server/],
  ])('are refused by the flag that is wrong: %j', (texts, sentence) => {
    expect(refused(texts)).toEqual([expect.stringMatching(sentence)])
  })

  it('have all their problems told at once', () => {
    expect(refused({ site: '', countries: 'XX', automateHost: 'a b' })).toHaveLength(4)
  })
})

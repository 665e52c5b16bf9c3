import { describe, expect, it } from 'vitest'
import { bundledIndicators } from '../../catalog/index.ts'
import { anHourAgo, ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectIndicators as control } from './indicators.ts'

const [indicator] = bundledIndicators.indicators
const id = indicator?.id ?? ''
const indicators = [{ id, count: 2, last: anHourAgo }]
const log = folderFact('screenconnect.security-log')
const good = [folderFact('screenconnect.sessions'), log]

function counted(event: string, by: 'host' | 'guest' | 'unknown') {
  return [
    folderFact('screenconnect.sessions', { counts: [{ event, by, count: 1, first: anHourAgo, last: anHourAgo }] }),
    log,
  ]
}

describe('screenconnect-current.indicators', () => {
  itJudgesEveryFolder(control, { good, bad: [folderFact('screenconnect.sessions', { indicators }), log], item: id })

  it('names the trace, the attack, and how sure that is', () => {
    const { judgements } = ask(control, 'screenconnect', [folderFact('screenconnect.sessions', { indicators }), log])
    expect(judgements[0]?.detail.en).toMatch(/occurs 2 times.*CVE-2026-84869.*third parties/)
    expect(judgements[0]?.references?.[0]?.url).toBe(indicator?.url)
  })

  it('has no doubt about a sign that is confirmed', () => {
    const sure = bundledIndicators.indicators.find((one) => one.sure === 'confirmed')
    const found = folderFact('screenconnect.sessions', { indicators: [{ id: sure?.id ?? '', count: 1, last: null }] })
    const { judgements } = ask(control, 'screenconnect', [found, log])
    expect(judgements[0]?.detail.en).toMatch(/last on \?\. It belongs to: .*, reported [^.]*\.$/)
  })

  it('finds attackers among those who signed in', () => {
    const signIns = folderFact('screenconnect.security-log', { indicators })
    expect(ask(control, 'screenconnect', [...good.slice(0, 1), signIns]).outcome).toBe('fail')
  })

  it('still tells an indicator that this version does not know', () => {
    const foreign = folderFact('screenconnect.sessions', { indicators: [{ id: 'new-1', count: 1, last: null }] })
    expect(ask(control, 'screenconnect', [foreign, log]).judgements[0]).toMatchObject({
      item: 'new-1',
      outcome: 'fail',
    })
  })

  it.each([
    ['files that a guest ran', counted('RanFiles', 'guest'), 'fail'],
    ['files that a technician ran', counted('RanFiles', 'host'), 'pass'],
    ['commands', counted('RanCommand', 'guest'), 'pass'],
  ])('judges %s', (_, evidence, outcome) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe(outcome)
  })

  it.each([
    ['one of the databases', good.slice(0, 1)],
    ['all of a database', [folderFact('screenconnect.sessions', { whole: false }), log]],
  ])('does not pass without %s', (_, evidence) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('unknown')
  })
})

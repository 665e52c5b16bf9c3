import { beforeEach, describe, expect, it } from 'vitest'
import type { AreaId } from '../model/area.ts'
import { areaIds } from '../model/area.ts'
import type { Evaluator } from './evaluator.ts'
import { Offences } from './offences.ts'
import { type addresses, evaluatorWith, requestFor, sourceFrom } from './rules-fixture.ts'
import type { Verdict } from './verdict.ts'

type Who = keyof typeof addresses

let evaluator: Evaluator
let offences: Offences

beforeEach(() => {
  evaluator = evaluatorWith()
  offences = new Offences(evaluator)
})

function attack(who: Who, headers: Record<string, string> = {}): Verdict {
  const source = sourceFrom(who)
  const request = requestFor('/SetupWizard.aspx/x', { headers })
  const verdict = evaluator.judgeRequest({ source, server: 'screenconnect', now: 1000 }, request)
  offences.refused(source, verdict, { header: (name) => request.header(name), now: 1000 })
  return verdict
}

const isBanned = (who: Who, area: AreaId): boolean =>
  evaluator.memory.bans.isBanned(sourceFrom(who).peer, areaIds.indexOf(area), 2000)

function answered(who: Who, area: AreaId, status: number, now = 1000): void {
  const source = sourceFrom(who).under(evaluator.rules)
  const verdict = evaluator.rules.areas.get(area)?.forward
  if (verdict === undefined) throw new Error(`no area ${area}`)
  offences.answered({ source, verdict, status, now })
}

describe('an exploit that a patch recognised', () => {
  it('bans at once from where people are, never from where agents are', () => {
    attack('german')
    expect(isBanned('german', 'screenconnect.guests')).toBe(true)
    expect(isBanned('german', 'automate.technicians')).toBe(true)
    expect(isBanned('german', 'automate.agents')).toBe(false)
    expect(isBanned('german', 'screenconnect.relay')).toBe(false)
    expect(isBanned('french', 'screenconnect.guests')).toBe(false)
  })

  it.each<Who>(['technician', 'named', 'monitor'])('does not ban the %s', (who) => {
    attack(who)
    expect(isBanned(who, 'screenconnect.guests')).toBe(false)
  })

  it('does not ban whom another web site may have made ask', () => {
    attack('german', { 'sec-fetch-site': 'cross-site' })
    expect(isBanned('german', 'screenconnect.guests')).toBe(false)
  })

  it('does not ban while it is only observed', () => {
    evaluator = evaluatorWith({ gateway: 'observe: [patch]' })
    offences = new Offences(evaluator)
    attack('german')
    expect(isBanned('german', 'screenconnect.guests')).toBe(false)
  })
})

describe('answers of a product', () => {
  it.each([
    [401, 10],
    [403, 10],
    [404, 20],
  ])('of status %s ban after %s in a minute, in that area only', (status, count) => {
    for (let number = 1; number < count; number++) answered('german', 'screenconnect.guests', status)
    expect(isBanned('german', 'screenconnect.guests')).toBe(false)
    answered('german', 'screenconnect.guests', status)
    expect(isBanned('german', 'screenconnect.guests')).toBe(true)
    expect(isBanned('german', 'screenconnect.hosts')).toBe(false)
  })

  it.each([200, 304, 400, 429, 499, 500, 502, 504])('of status %s never count', (status) => {
    for (let number = 0; number < 100; number++) answered('german', 'screenconnect.guests', status)
    expect(isBanned('german', 'screenconnect.guests')).toBe(false)
  })

  it('never ban agents, technicians and monitors', () => {
    for (let number = 0; number < 100; number++) {
      answered('german', 'automate.agents', 403)
      answered('technician', 'screenconnect.guests', 403)
      answered('monitor', 'screenconnect.guests', 403)
    }
    expect(isBanned('german', 'automate.agents')).toBe(false)
    expect(isBanned('technician', 'screenconnect.guests')).toBe(false)
    expect(isBanned('monitor', 'screenconnect.guests')).toBe(false)
  })

  it('make an agent known after a long time of success, which spares it elsewhere', () => {
    for (let number = 0; number < 30; number++) answered('german', 'automate.agents', 200, number * 300_000)
    const later = 30 * 300_000
    for (let number = 0; number < 100; number++) answered('german', 'screenconnect.guests', 403, later)
    expect(
      evaluator.memory.bans.isBanned(sourceFrom('german').peer, areaIds.indexOf('screenconnect.guests'), later),
    ).toBe(false)
  })
})

it('a refusal by any other rule counts for nothing, or a ban would feed itself', () => {
  const source = sourceFrom('french')
  for (let number = 0; number < 100; number++) {
    const request = requestFor('/LabTech/agent.aspx')
    const verdict = evaluator.judgeRequest({ source, server: 'automate', now: 1000 }, request)
    offences.refused(source, verdict, { header: (name) => request.header(name), now: 1000 })
  }
  expect(isBanned('french', 'automate.agents')).toBe(false)
  expect(isBanned('french', 'screenconnect.guests')).toBe(false)
})

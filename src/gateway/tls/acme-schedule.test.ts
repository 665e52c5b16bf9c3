import { expect, it } from 'vitest'
import { waitOf } from './acme-library.ts'
import { afterFailure, renewalAt } from './acme-schedule.ts'

const day = 86_400_000
const certificate = { certificate: '', key: '', hosts: [], issued: true, issuers: 1, notBefore: 0, notAfter: 90 * day }

it('renews at two thirds of the life, or up to a twentieth of it before', () => {
  expect(renewalAt(certificate, undefined, 0)).toBe(60 * day)
  expect(renewalAt(certificate, undefined, 0.999)).toBeGreaterThan(55 * day)
})

it('orders at once where there is no certificate, unless an attempt failed', () => {
  expect(renewalAt(undefined, undefined, 0.5)).toBe(0)
  expect(renewalAt(undefined, { failures: 1, notBefore: 5 }, 0.5)).toBe(5)
  expect(renewalAt(certificate, { failures: 1, notBefore: 70 * day }, 0)).toBe(70 * day)
})

it('waits longer after each failure, at most a day and a quarter, and as long as the authority says', () => {
  const now = 1_000
  expect(afterFailure(undefined, { now, retryAfter: 0, random: 0 })).toEqual({ failures: 1, notBefore: now + 90_000 })
  const late = afterFailure({ failures: 30, notBefore: 0 }, { now, retryAfter: 0, random: 1 })
  expect(late).toEqual({ failures: 31, notBefore: now + 1.25 * day })
  expect(afterFailure(undefined, { now, retryAfter: 3 * day, random: 0 }).notBefore).toBe(now + 3 * day)
  expect(afterFailure(undefined, { now, retryAfter: 999 * day, random: 0 }).notBefore).toBe(now + 7 * day)
})

it('reads how long an authority wants us to wait', () => {
  expect(waitOf('120', 0)).toBe(120_000)
  expect(waitOf('Thu, 01 Jan 1970 00:01:00 GMT', 0)).toBe(60_000)
  expect(waitOf('Thu, 01 Jan 1970 00:01:00 GMT', 90_000)).toBe(0)
  expect(waitOf('soon', 0)).toBe(0)
})

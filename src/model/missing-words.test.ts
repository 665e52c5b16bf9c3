import { describe, expect, it } from 'vitest'
import type { Missing } from './evidence.ts'
import { missingInWords, wasNotAsked } from './missing-words.ts'

describe('missingInWords', () => {
  it.each<[Missing, string, string]>([
    [
      { reason: 'absent', detail: 'ENOTFOUND' },
      'Name im DNS nicht gefunden (ENOTFOUND)',
      'name not found in the DNS (ENOTFOUND)',
    ],
    [{ reason: 'absent', detail: 'tcp/3306 closed' }, 'TCP 3306 ist geschlossen', 'TCP 3306 is closed'],
    [{ reason: 'timeout', detail: 'tcp/443 silent' }, 'TCP 443 antwortet nicht', 'TCP 443 does not answer'],
    [{ reason: 'timeout', detail: 'tcp/443 not asked' }, 'TCP 443 wurde nicht gefragt', 'TCP 443 was not asked'],
    [{ reason: 'denied', detail: 'HTTP 403' }, 'verweigert (HTTP 403)', 'denied (HTTP 403)'],
    [{ reason: 'absent', detail: 'not-there' }, 'nicht vorhanden', 'not there'],
    [{ reason: 'unreadable', detail: '' }, 'unlesbare Antwort', 'unreadable answer'],
  ])('says %j so that an operator understands it', (missing, de, en) => {
    expect(missingInWords(missing)).toEqual({ de, en })
  })

  it('tells a port that was not asked from one that is silent', () => {
    expect(wasNotAsked({ reason: 'timeout', detail: 'tcp/443 not asked' })).toBe(true)
    expect(wasNotAsked({ reason: 'timeout', detail: 'tcp/443 silent' })).toBe(false)
  })
})

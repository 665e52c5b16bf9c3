import { describe, expect, it } from 'vitest'
import type { CitedEvidence } from '../model/assessment.ts'
import { shownContent } from './cited-evidence.ts'

const piece: CitedEvidence = {
  witness: 'inside',
  source: 'RMM01: Win32_Service',
  at: '2026-11-23T11:00:00.000Z',
  value: { services: ['ekrn'] },
}

describe('cited evidence', () => {
  it('says how much of a list it does not show', () => {
    expect(shownContent({ ...piece, leftOut: 199 }, 'en', 80)).toBe('services: [ekrn] (199 more not cited)')
    expect(shownContent({ ...piece, leftOut: 199 }, 'de', 80)).toBe('services: [ekrn] (199 weitere nicht angeführt)')
  })

  it('says nothing of the kind where it shows everything', () => {
    expect(shownContent(piece, 'en', 80)).toBe('services: [ekrn]')
  })
})

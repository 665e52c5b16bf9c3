import { beforeAll, describe, expect, it } from 'vitest'
import { controls } from '../../src/controls/index.ts'
import { assessed } from '../../src/controls/site-fixture.ts'
import { readEvidenceFile, writeEvidenceFile } from '../../src/evidence/file.ts'
import { writtenByPowershell } from '../../src/evidence/windows/written-form-fixture.ts'
import type { Assessment, ControlResult } from '../../src/model/assessment.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { siteInOrder } from './planted/planted-site.ts'

let whole: readonly Evidence[]
let facts: readonly string[]
beforeAll(async () => {
  whole = await siteInOrder()
  facts = [...new Set(whole.map(({ fact }) => fact))]
})

function judged(evidence: readonly Evidence[]): Assessment {
  return assessed(controls, evidence)
}

function results({ measures }: Assessment): readonly ControlResult[] {
  return measures.flatMap((measure) => measure.controls)
}

/** Passes that rest on nothing that anybody saw. */
function baseless(assessment: Assessment): readonly string[] {
  return results(assessment)
    .filter(({ outcome, evidence }) => outcome === 'pass' && !evidence.some((piece) => piece.value !== undefined))
    .map(({ id, subject }) => `${id}/${subject}`)
}

function failures({ findings }: Assessment): readonly string[] {
  return findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'error').map(({ id }) => id)
}

function denied({ value: _, ...piece }: Evidence & { readonly value?: unknown }): Evidence {
  return { ...piece, missing: { reason: 'denied', detail: 'test' } }
}

describe('a hardened site of which something was not seen', () => {
  it('rests every pass on something that was seen, whichever fact nobody brought', () => {
    for (const fact of facts) {
      const assessment = judged(whole.filter((piece) => piece.fact !== fact))
      expect([baseless(assessment), failures(assessment)], `without ${fact}`).toEqual([[], []])
    }
  })

  it('rests every pass on something that was seen, whichever fact was denied, and takes no denial for a fault', () => {
    for (const fact of facts) {
      const assessment = judged(whole.map((piece) => (piece.fact === fact ? denied(piece) : piece)))
      expect([baseless(assessment), failures(assessment)], `${fact} denied`).toEqual([[], []])
    }
  })

  it.each([
    ['was denied', (piece: Evidence) => denied(piece)],
    ['comes from the future', (piece: Evidence) => ({ ...piece, at: '2026-11-24T12:00:00.000Z' })],
    ['is two years old', (piece: Evidence) => ({ ...piece, at: '2024-11-23T11:00:00.000Z' })],
  ])('passes and fails nothing for certain if everything %s', (_, change) => {
    const certain = results(judged(whole.map(change))).filter(
      ({ outcome, overlay }) =>
        outcome === 'pass' || outcome === 'error' || (outcome === 'fail' && overlay !== 'stale'),
    )
    expect(certain.map(({ id }) => id)).toEqual([])
  })
})

describe('a file with everything of a site', () => {
  const file = (evidence: readonly Evidence[]): string =>
    writeEvidenceFile({ schema: 'bollwerk.evidence/1', site: 'Muster-MSP', tool: { version: '0.1.0' }, evidence })

  it('is read back as it was written', () => {
    const read = readEvidenceFile(file(whole))
    expect(read.ok && read.value.evidence).toEqual(whole)
  })

  it('is refused wherever it is cut off', () => {
    const text = file(whole)
    for (let end = 0; end < text.trimEnd().length; end += 997)
      expect(readEvidenceFile(text.slice(0, end)).ok).toBe(false)
  })

  it('is never read as something else after somebody passed it through Windows PowerShell', () => {
    for (const piece of whole) {
      const read = readEvidenceFile(writtenByPowershell([piece, piece], 'passed-on'))
      if (read.ok) expect(read.value.evidence).toEqual([piece, piece])
    }
  })

  it('is refused if any field of any fact has become something else by hand', () => {
    const wrong = { wrong: [true] }
    const read: string[] = []
    for (const piece of whole) {
      if (!('value' in piece)) continue
      for (const field of Object.keys(Object(piece.value))) {
        const edited = { ...piece, value: { ...Object(piece.value), [field]: wrong } }
        if (readEvidenceFile(file([edited])).ok) read.push(`${piece.fact}: ${field}`)
      }
    }
    expect([...new Set(read)]).toEqual([])
  })
})

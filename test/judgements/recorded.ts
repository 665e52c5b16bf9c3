import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { labAddresses, usualPorts } from '../../lab/addresses.ts'
import { onGermanWindows } from '../../lab/inside/german.ts'
import { attestationText } from '../../lab/inside/paper.ts'
import { policyText } from '../../lab/policy-text.ts'
import { readEvidenceFile, writeEvidenceFile } from '../../src/evidence/file.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { readPolicy } from '../../src/policy/read.ts'
import type { Occasion } from './asked.ts'

/** The sites of the lab of which is kept what all witnesses saw; the German one is the neglected one. */
export type RecordedSite = 'neglected' | 'hardened' | 'half-migrated'

/** The moment at which a recorded site is judged. */
const pinned = Date.parse('2026-11-25T12:00:00Z')
const network = 20
const minute = 60_000

export function recordingPath(site: RecordedSite): string {
  return join(import.meta.dirname, 'recorded', `${site}.json`)
}

/** What all witnesses saw of a site of the lab, as it was recorded. */
export function recordedEvidence(site: RecordedSite, windows: 'english' | 'german' = 'english'): readonly Evidence[] {
  const text = readFileSync(recordingPath(site), 'utf8')
  return evidenceIn(windows === 'german' ? onGermanWindows(text) : text)
}

function evidenceIn(text: string): readonly Evidence[] {
  const file = readEvidenceFile(text)
  if (!file.ok) throw new Error(file.problem.en)
  return file.value.evidence
}

/** The lab's own policy, with what its operator answered on paper. */
export function recordedOccasion(site: RecordedSite): Occasion {
  const reading = readPolicy(policyText(labAddresses(network), usualPorts) + attestationText(site, pinned))
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return { policy: reading.policy, now: pinned }
}

/**
 * Evidence of a lab as the file of a recording: as if everything had been seen a minute before the pinned moment, in a
 * fixed order, at the lab's usual addresses, and without what is drawn by lot for each look.
 */
export function recording(evidence: readonly Evidence[]): string {
  const now = Date.parse(evidence.find(({ fact }) => fact === 'windows.system')?.at ?? '')
  const at = new Date(pinned - minute).toISOString()
  const moved = (instant: string): string =>
    new Date(Math.round((Date.parse(instant) + pinned - now) / minute) * minute).toISOString()
  const pieces = evidence.map(({ at: _, ...piece }) =>
    JSON.stringify({ at, ...piece })
      .replace(/(?<!^\{"at":")\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, moved)
      .replace(/127\.(?!0\.)\d+\./g, `127.${network}.`)
      .replace(pathOfNothing, '00000000-0000-4000-8000-000000000000'),
  )
  const sorted = [...new Set(pieces)].toSorted().map((piece) => JSON.parse(piece) as Evidence)
  return writeEvidenceFile({ schema: 'bollwerk.evidence/1', site: 'Lab', tool: { version: 'lab' }, evidence: sorted })
}

/** Drawn by lot for each look: a path that no server has. */
const pathOfNothing = /(?<=example\/|"path":"\/)[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(?=")/g

/** A recording without points in time: what must be the same whenever it is made. */
export function withoutMoments(text: string): readonly string[] {
  return text
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '-')
    .split('\n')
    .toSorted()
}

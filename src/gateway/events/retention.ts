import { unlink } from 'node:fs/promises'
import { fileState, hourOf, isAbsent, listSegments, type SegmentKind, type StoredSegment } from './segment.ts'

/** How long and how much is kept. */
export interface Retention {
  readonly days: Readonly<Record<SegmentKind, number>>
  /** Bytes of all segments together. */
  readonly totalBytes: number
}

export const defaultRetention: Retention = { days: { security: 90, traffic: 30 }, totalBytes: 1_000_000_000 }

/** A segment with what decides about it. */
export interface AgedSegment extends StoredSegment {
  readonly size: number
  /** The hour that it really is from: a clock that ran ahead is found out by when the file was written. */
  readonly age: number
}

/**
 * Deletes what is older than the retention, then the oldest segments until the rest fits. The newest segments stay in
 * any case. Answers what was deleted.
 *
 * @param now in milliseconds; undefined if the clock is not to be trusted, and then nothing is deleted for its age
 */
export async function applyRetention(
  folder: string,
  retention: Retention,
  now: number | undefined,
): Promise<readonly AgedSegment[]> {
  const segments = await agedSegments(folder, now)
  const doomed = outlived(segments, retention, now)
  for (const { path } of doomed) {
    await unlink(path).catch((cause: unknown) => {
      if (!isAbsent(cause)) throw cause
    })
  }
  return doomed
}

/** The segments that may go; pure. */
function outlived(segments: readonly AgedSegment[], retention: Retention, now: number | undefined): AgedSegment[] {
  const oldestFirst = segments.toSorted((a, b) => a.age - b.age || a.hour - b.hour || a.part - b.part)
  const newest = newestOf(segments)
  let rest = segments.reduce((sum, { size }) => sum + size, 0)
  // First all that are too old, whatever their order, so that only what may stay counts for the ceiling.
  const tooOld = oldestFirst.filter(
    (segment) =>
      !newest.has(segment) && now !== undefined && hourOf(now) - segment.age > retention.days[segment.kind] * 24,
  )
  for (const { size } of tooOld) rest -= size
  const tooMany = oldestFirst.filter((segment) => {
    if (rest <= retention.totalBytes || newest.has(segment) || tooOld.includes(segment)) return false
    rest -= segment.size
    return true
  })
  return [...tooOld, ...tooMany]
}

/** Of each kind the last part of every thread in the newest hour: these may be being written. */
function newestOf(segments: readonly AgedSegment[]): ReadonlySet<AgedSegment> {
  const last = new Map<string, AgedSegment>()
  for (const segment of segments) last.set(`${segment.kind} ${segment.thread} ${segment.hour}`, segment)
  const hours = { security: 0, traffic: 0 }
  for (const { kind, age } of segments) hours[kind] = Math.max(hours[kind], age)
  return new Set([...last.values()].filter(({ kind, age }) => age === hours[kind]))
}

async function agedSegments(folder: string, now: number | undefined): Promise<AgedSegment[]> {
  const present = now === undefined ? Number.POSITIVE_INFINITY : hourOf(now)
  const states = (await listSegments(folder)).map(async (segment): Promise<AgedSegment[]> => {
    const state = await fileState(segment.path)
    if (!state) return []
    const age = Math.min(segment.hour, Math.max(hourOf(state.writtenAt), 0), present)
    return [{ ...segment, size: state.size, age }]
  })
  return (await Promise.all(states)).flat()
}

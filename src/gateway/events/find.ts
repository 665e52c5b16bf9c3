import { type Address, formatAddress } from '../../model/address.ts'
import { isSecurityEvent, type SecurityEvent } from './event.ts'
import { parseRecordLine } from './record-line.ts'
import type { Reference } from './reference.ts'
import { hourOf, listSegments, type SegmentKind, type StoredSegment } from './segment.ts'
import { readLines } from './stored-line.ts'
import { isTrafficRecord, type TrafficRecord } from './traffic-record.ts'

/**
 * Finds the event that a reference was given out for; undefined if there is none, or no more. The segments that fit the
 * time and thread in the reference come first, so that nearly always one or two are read; the others follow for the
 * case that the clock was wrong.
 */
export async function findEvent(folder: string, reference: Reference): Promise<SecurityEvent | undefined> {
  const segments = await listSegments(folder, 'security')
  const fitting = segments.filter((segment) => fits(segment, reference))
  const others = segments.filter((segment) => !fits(segment, reference)).reverse()
  for (const { path } of [...fitting, ...others]) {
    for await (const record of recordsIn(path, reference.text)) {
      if (isSecurityEvent(record) && record.reference === reference.text) return record
    }
  }
  return undefined
}

/** Which records to read: from `since` up to, not including, `until`. */
export interface TimeRange {
  readonly since: Date
  readonly until: Date
}

/** Reads events hour by hour, within an hour thread by thread, each in the order in which they happened. */
export async function* readEvents(
  folder: string,
  range: TimeRange & { readonly address?: Address },
): AsyncGenerator<SecurityEvent> {
  const address = range.address && formatAddress(range.address)
  for (const { path } of await segmentsWithin(folder, 'security', range)) {
    for await (const record of recordsIn(path, address)) {
      if (!isSecurityEvent(record) || !isWithin(record.at, range)) continue
      if (address === undefined || record.address === address) yield record
    }
  }
}

/** Reads what was allowed, in the order of {@link readEvents}. */
export async function* readTraffic(folder: string, range: TimeRange): AsyncGenerator<TrafficRecord> {
  for (const { path } of await segmentsWithin(folder, 'traffic', range)) {
    for await (const record of recordsIn(path)) {
      if (isTrafficRecord(record) && isWithin(record.at, range)) yield record
    }
  }
}

/** The records of a segment, or only those whose line holds a text. What is no JSON is skipped. */
async function* recordsIn(path: string, text = ''): AsyncGenerator<unknown> {
  for await (const lines of readLines(path)) {
    for (const { bytes } of lines) {
      if (bytes.includes(text)) yield parseRecordLine(bytes.toString())
    }
  }
}

async function segmentsWithin(
  folder: string,
  kind: SegmentKind,
  { since, until }: TimeRange,
): Promise<StoredSegment[]> {
  // A record may be written a moment after its hour was over.
  const [first, last] = [hourOf(since.getTime()), hourOf(until.getTime()) + 1]
  return (await listSegments(folder, kind)).filter(({ hour }) => hour >= first && hour <= last)
}

function fits(segment: StoredSegment, { at, thread }: Reference): boolean {
  const hour = hourOf(at.getTime())
  // A minute on either side: events wait a little, and the reference of a flood may run ahead of the clock.
  const near = [hourOf(at.getTime() - 60_000), hour, hourOf(at.getTime() + 60_000)]
  return segment.thread === thread && near.includes(segment.hour)
}

function isWithin(at: string, { since, until }: TimeRange): boolean {
  const time = Date.parse(at)
  return time >= since.getTime() && time < until.getTime()
}

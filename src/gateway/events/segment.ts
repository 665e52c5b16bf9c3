import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a segment holds: refusals in full, or what was allowed, rolled up. */
export type SegmentKind = 'security' | 'traffic'

/** One file of a journal: what one thread wrote of one kind in one hour, or a part of it. */
export interface Segment {
  readonly kind: SegmentKind
  /** Hours since 1970, in UTC. */
  readonly hour: number
  readonly thread: number
  /** Counts up when a segment is full before its hour is over. */
  readonly part: number
}

export interface StoredSegment extends Segment {
  readonly path: string
}

const pattern = /^(\d{4}-\d\d-\d\dT\d\d)Z\.(security|traffic)\.(\d\d)\.(\d{4,})\.ndjson$/

export function hourOf(milliseconds: number): number {
  return Math.floor(milliseconds / 3_600_000)
}

/** The file name of a segment. Names sort by time and hold no character that Windows forbids. */
export function segmentName({ kind, hour, thread, part }: Segment): string {
  const time = new Date(hour * 3_600_000).toISOString().slice(0, 13)
  return `${time}Z.${kind}.${String(thread).padStart(2, '0')}.${String(part).padStart(4, '0')}.ndjson`
}

/** Reads a file name; undefined for files that are not ours. */
export function readSegmentName(name: string): Segment | undefined {
  const [, time, kind, thread, part] = pattern.exec(name) ?? []
  const milliseconds = Date.parse(`${time}:00:00Z`)
  if ((kind !== 'security' && kind !== 'traffic') || Number.isNaN(milliseconds)) return undefined
  return { kind, hour: hourOf(milliseconds), thread: Number(thread), part: Number(part) }
}

/** The segments in a folder, oldest first; none if there is no folder. */
export async function listSegments(folder: string, kind?: SegmentKind): Promise<StoredSegment[]> {
  const found = (await namesIn(folder)).flatMap((name) => {
    const segment = readSegmentName(name)
    return segment && (kind ?? segment.kind) === segment.kind ? [{ ...segment, path: join(folder, name) }] : []
  })
  return found.sort((a, b) => a.hour - b.hour || a.thread - b.thread || a.part - b.part)
}

/** The size of a file in bytes and when it was last written; undefined when it is gone by now. */
export async function fileState(path: string): Promise<{ size: number; writtenAt: number } | undefined> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { size, writtenAt: mtimeMs }
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cause
  }
}

/** Whether an error says that a file does not exist. */
export function isAbsent(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    if (isAbsent(cause)) return []
    throw cause
  }
}

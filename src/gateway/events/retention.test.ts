import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { noon, temporaryFolder } from './event-fixture.ts'
import { applyRetention, defaultRetention } from './retention.ts'
import { keepRetention } from './retention-keeper.ts'
import { readSegmentName, type Segment, segmentName } from './segment.ts'
import { TrustedClock } from './trusted-clock.ts'

const hour = noon / 3_600_000
const day = 24

interface Sample extends Partial<Segment> {
  readonly size?: number
  /** When it was really written, as an hour. */
  readonly written?: number
}

async function folderWith(samples: readonly Sample[]): Promise<string> {
  const folder = await temporaryFolder()
  for (const { size = 10, written, ...sample } of samples) {
    const segment = { kind: 'security', hour, thread: 0, part: 0, ...sample } as const
    const path = join(folder, segmentName(segment))
    await writeFile(path, Buffer.alloc(size))
    await utimes(path, (written ?? segment.hour) * 3600, (written ?? segment.hour) * 3600)
  }
  return folder
}

async function agesIn(folder: string): Promise<number[]> {
  return (await readdir(folder))
    .flatMap((name) => hour - (readSegmentName(name)?.hour ?? Number.NaN))
    .sort((a, b) => a - b)
}

describe('the retention', () => {
  it('deletes events after 90 days and traffic after 30, and nothing that is not its own', async () => {
    const ages = [0, 29, 31, 89, 91].map((days) => days * day)
    const folder = await folderWith(
      ages.flatMap((age) => [{ hour: hour - age }, { hour: hour - age, kind: 'traffic' as const }]),
    )
    await writeFile(join(folder, 'notes.txt'), '')
    await applyRetention(folder, defaultRetention, noon)
    expect((await readdir(folder)).toSorted()).toEqual([
      '2026-05-02T12Z.security.00.0000.ndjson',
      '2026-06-29T12Z.security.00.0000.ndjson',
      '2026-07-01T12Z.security.00.0000.ndjson',
      '2026-07-01T12Z.traffic.00.0000.ndjson',
      '2026-07-30T12Z.security.00.0000.ndjson',
      '2026-07-30T12Z.traffic.00.0000.ndjson',
      'notes.txt',
    ])
  })

  it('deletes the oldest until the rest fits, parts of one hour in their order', async () => {
    const folder = await folderWith([
      { hour: hour - 1, size: 100 },
      ...[0, 1, 2, 3].map((part) => ({ part, size: 100 })),
    ])
    const deleted = await applyRetention(folder, { ...defaultRetention, totalBytes: 250 }, noon)
    expect(deleted.map(({ hour: from, part }) => [hour - from, part])).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ])
  })

  it('keeps the newest segment of every thread, however large and however old', async () => {
    const old = hour - 1000 * day
    const folder = await folderWith([0, 1, 2].map((thread) => ({ hour: old, thread, size: 1000 })))
    expect(await applyRetention(folder, { ...defaultRetention, totalBytes: 10 }, noon)).toEqual([])
  })

  it('but not the last one of a thread that was given up long ago', async () => {
    const folder = await folderWith([{ thread: 7, hour: hour - 100 * day }, {}])
    await applyRetention(folder, defaultRetention, noon)
    expect(await agesIn(folder)).toEqual([0])
  })

  it('takes a segment from the future for as old as its file, and deletes no other for it', async () => {
    const folder = await folderWith([
      { hour: hour + 10_000 * day, written: hour - 100 * day },
      { hour: hour + 5000 * day, written: hour - 1 },
      { hour: hour + 4000 * day, written: hour + 4000 * day },
      { hour: hour - 80 * day },
      {},
    ])
    await applyRetention(folder, defaultRetention, noon)
    expect(await agesIn(folder)).toEqual([-5000 * day, -4000 * day, 0, 80 * day])
  })

  it('has nothing to do without a folder', async () => {
    expect(await applyRetention(join(await temporaryFolder(), 'absent'), defaultRetention, noon)).toEqual([])
  })

  it('runs at the start and every hour, and tells what it did', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const folder = await folderWith([{ hour: hour - 100 * day }, {}])
    let wall = noon - 20 * day * 3_600_000
    const told: unknown[] = []
    const watch = {
      deleted: (segments: number, bytes: number) => told.push([segments, bytes]),
      failed: (cause: unknown) => told.push(cause),
    }
    const keeper = keepRetention(folder, watch, {
      clock: new TrustedClock(
        () => wall,
        () => wall,
      ),
    })
    await keeper.look()
    expect(told).toEqual([])
    wall = noon
    vi.advanceTimersByTime(3_600_000)
    await vi.waitFor(() => expect(told).toEqual([[1, 10]]))
    keeper.stop()
    vi.useRealTimers()
  })
})

it('a clock that jumps is not trusted until it kept step for a day', () => {
  let [wall, passed] = [noon, 0]
  const clock = new TrustedClock(
    () => wall,
    () => passed,
  )
  const after = (hours: number, jump = 0) => {
    passed += hours * 3_600_000
    wall += (hours + jump) * 3_600_000
    return clock.now() === undefined ? 'suspected' : 'trusted'
  }
  expect([after(1), after(1, 0.5), after(1, 365 * day), after(23), after(2), after(1, -365 * day), after(25)]).toEqual([
    'trusted',
    'trusted',
    'suspected',
    'suspected',
    'trusted',
    'suspected',
    'trusted',
  ])
})

import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../model/address.ts'
import { eraseAddress } from './erase.ts'
import { eventLine, type SecurityEvent } from './event.ts'
import { allOf, noon, sampleEvent, temporaryFolder } from './event-fixture.ts'
import { findEvent, readEvents, readTraffic } from './find.ts'
import { Journal } from './journal.ts'
import { readReference } from './reference.ts'
import { segmentName } from './segment.ts'
import { readLines } from './stored-line.ts'
import { trafficLine } from './traffic-record.ts'

const hour = noon / 3_600_000
const always = { since: new Date(0), until: new Date(noon + 1e12) }

async function store(folder: string, events: readonly SecurityEvent[], at: { hour?: number; thread?: number } = {}) {
  const path = join(folder, segmentName({ kind: 'security', hour, thread: 0, part: 0, ...at }))
  await writeFile(path, events.map(eventLine).join(''))
  return path
}

function referenceOf({ reference }: SecurityEvent) {
  const read = readReference(reference)
  if (!read.ok) throw new Error(reference)
  return read.value
}

function address(text: string) {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

describe('a reference leads to its event', () => {
  it('through the segments of its hour and thread alone', async () => {
    const folder = await temporaryFolder()
    const events = Array.from({ length: 50 }, (_, index) => sampleEvent(index))
    await store(folder, events)
    // Where it must not look: reading this would fail.
    await mkdir(join(folder, segmentName({ kind: 'security', hour: hour - 5, thread: 0, part: 0 })))
    for (const event of events) expect(await findEvent(folder, referenceOf(event))).toEqual(event)
  })

  it('also when it was written in the next hour, or the clock was wrong', async () => {
    const folder = await temporaryFolder()
    const [late, lost] = [sampleEvent(3599), sampleEvent(10)]
    await store(folder, [late], { hour: hour + 1 })
    await store(folder, [lost], { hour: hour - 1000, thread: 7 })
    expect(await findEvent(folder, referenceOf(late))).toEqual(late)
    expect(await findEvent(folder, referenceOf(lost))).toEqual(lost)
  })

  it('or to nothing if there is none', async () => {
    const folder = await temporaryFolder()
    await store(folder, [sampleEvent(1)])
    expect(await findEvent(folder, referenceOf(sampleEvent(2)))).toBeUndefined()
    expect(await findEvent(join(folder, 'absent'), referenceOf(sampleEvent(2)))).toBeUndefined()
  })
})

describe('reading events', () => {
  it('gives those of a time, the beginning included and the end not', async () => {
    const folder = await temporaryFolder()
    const events = Array.from({ length: 10 }, (_, index) => sampleEvent(index))
    await store(folder, events)
    const range = { since: new Date(noon + 2000), until: new Date(noon + 5000) }
    expect(await allOf(readEvents(folder, range))).toEqual(events.slice(2, 5))
  })

  it('gives those of one address and of no other that begins like it', async () => {
    const folder = await temporaryFolder()
    const own = sampleEvent(1, { address: '203.0.113.7' })
    await store(folder, [own, sampleEvent(2, { address: '203.0.113.70', userAgent: '203.0.113.7' })])
    expect(await allOf(readEvents(folder, { ...always, address: address('::ffff:203.0.113.7') }))).toEqual([own])
  })

  it('gives allowed traffic from its own segments', async () => {
    const folder = await temporaryFolder()
    const record = {
      schema: 'bollwerk.traffic/1',
      at: new Date(noon).toISOString(),
      network: '203.0.113.0/24',
      count: 3,
      bytes: 900,
      statuses: { '2xx': 3 },
    } as const
    await store(folder, [sampleEvent(1)])
    await writeFile(join(folder, segmentName({ kind: 'traffic', hour, thread: 0, part: 0 })), trafficLine(record))
    expect(await allOf(readTraffic(folder, always))).toEqual([record])
  })

  it('loses, wherever a file was torn or overwritten, only the lines that were hit', async () => {
    const folder = await temporaryFolder()
    const events = Array.from({ length: 20 }, (_, index) => sampleEvent(index, { host: 'ä'.repeat(index) }))
    const path = await store(folder, events)
    const whole = await readFile(path)
    const damage = fc.record({
      at: fc.nat(whole.length - 1),
      bytes: fc.uint8Array({ maxLength: 300 }),
      cut: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, bytes, cut }) => {
        const torn = Buffer.from(whole)
        torn.set(bytes.subarray(0, whole.length - at), at)
        const last = sampleEvent(99)
        await writeFile(path, cut ? whole.subarray(0, at) : torn)
        await appendFile(path, `\n${eventLine(last)}`)
        const hit = (offset: number, length: number) =>
          cut ? offset + length > at : offset < at + bytes.length && offset + length > at
        let offset = 0
        const spared = events.filter((event) => {
          const length = Buffer.byteLength(eventLine(event))
          offset += length
          // A line whose line feed before it was hit is joined to the one before.
          return !hit(offset - length - 1, length + 1)
        })
        const read = (await allOf(readEvents(folder, always))).map(({ reference }) => reference)
        expect(read).toEqual(expect.arrayContaining([...spared, last].map(({ reference }) => reference)))
      }),
      { numRuns: 60 },
    )
  })

  it('splits lines alike across its chunks, and leaves out those too long to be ours', async () => {
    const path = join(await temporaryFolder(), 'lines')
    const lines = Array.from({ length: 2000 }, (_, index) => `${index}${'x'.repeat((index * 37) % 900)}`)
    await writeFile(path, `${lines.join('\n')}\n${'y'.repeat(5_000_000)}\n\nend`)
    const read = (await allOf(readLines(path))).flat()
    const whole = await readFile(path)
    expect(read.map(({ bytes }) => bytes.toString())).toEqual([...lines, 'end'])
    expect(read.every(({ offset, bytes }) => whole.subarray(offset, offset + bytes.length).equals(bytes))).toBe(true)
  })
})

describe('erasing an address', () => {
  it('leaves no trace of it and every event of others', async () => {
    const folder = await temporaryFolder()
    const others = [sampleEvent(1, { address: '203.0.113.70' }), sampleEvent(3, { address: '2001:db8::7' })]
    const [first = sampleEvent(1), second = sampleEvent(3)] = others
    const path = await store(folder, [first, sampleEvent(2), second, sampleEvent(4)])
    await store(folder, [first], { thread: 1 })
    const { size } = await stat(path)
    await appendFile(path, eventLine(sampleEvent(5)).slice(0, -20))
    expect(await eraseAddress(folder, address('203.0.113.7'))).toEqual({ events: 3, segments: 1 })
    expect(await allOf(readEvents(folder, always))).toEqual([first, second, first])
    expect(await readFile(path, 'utf8')).not.toMatch(/"203\.0\.113\.7"/)
    expect((await stat(path)).size).toBeGreaterThan(size)
    expect(await eraseAddress(folder, address('203.0.113.7'))).toEqual({ events: 0, segments: 0 })
  })

  it('takes nothing from a journal that is being written', async () => {
    const folder = await temporaryFolder()
    const journal = new Journal({ folder, kind: 'security', thread: 0, clock: () => noon })
    const events = Array.from({ length: 4000 }, (_, index) => {
      return sampleEvent(index, { address: index % 2 === 0 ? '203.0.113.7' : '203.0.113.8' })
    })
    const erasing: Promise<unknown>[] = []
    for (const [index, event] of events.entries()) {
      journal.append(eventLine(event))
      if (index % 500 === 0) {
        await new Promise((next) => setTimeout(next, 5))
        erasing.push(eraseAddress(folder, address('203.0.113.7')))
      }
    }
    await journal.close()
    await Promise.all(erasing)
    await eraseAddress(folder, address('203.0.113.7'))
    const left = (await allOf(readEvents(folder, always))).map(({ reference }) => reference)
    expect(left).toEqual(events.filter((_, index) => index % 2 === 1).map(({ reference }) => reference))
  })
})

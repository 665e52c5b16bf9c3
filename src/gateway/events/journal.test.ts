import { execFileSync, spawn } from 'node:child_process'
import { constants, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { eventLine } from './event.ts'
import { allOf, noon, sampleEvent, temporaryFolder } from './event-fixture.ts'
import { readEvents } from './find.ts'
import { Journal, type JournalWatch } from './journal.ts'
import { segmentName } from './segment.ts'

const always = { since: new Date(0), until: new Date(noon + 1e12) }
const firstSegment = segmentName({ kind: 'security', hour: noon / 3_600_000, thread: 0, part: 0 })

async function storedIn(folder: string): Promise<string[]> {
  return (await allOf(readEvents(folder, always))).map(({ reference }) => reference)
}

function watched() {
  const counts = { eventsPending: 0, eventsLost: 0, eventWriteFailures: 0 }
  const told: string[] = []
  const watch: JournalWatch = {
    count: (what, amount) => {
      counts[what] += amount
    },
    failing: (code) => told.push(code),
    recovered: (lost) => told.push(`recovered, ${lost} lost`),
  }
  return { counts, told, watch }
}

function openJournal(folder: string, more: Partial<ConstructorParameters<typeof Journal>[0]> = {}): Journal {
  const journal = new Journal({ folder, kind: 'security', thread: 0, clock: () => noon, ...more })
  onTestFinished(async () => await journal.close(100))
  return journal
}

describe('a journal', () => {
  it('acknowledges an event when it can be read from the disk', async () => {
    const folder = await temporaryFolder()
    const journal = openJournal(folder)
    const event = sampleEvent(1)
    const stored = await new Promise<string[]>((resolve, reject) => {
      journal.append(eventLine(event), () => void storedIn(folder).then(resolve, reject))
    })
    expect(stored).toEqual([event.reference])
  })

  it.skipIf(process.platform === 'win32')('keeps its files to their owner', async () => {
    const folder = join(await temporaryFolder(), 'events')
    const journal = openJournal(folder)
    journal.append(eventLine(sampleEvent(1)))
    await journal.close()
    const modes = [await stat(folder), await stat(join(folder, firstSegment))].map(({ mode }) => mode & 0o777)
    expect(modes).toEqual([0o700, 0o600])
  })

  it('writes many events at once and keeps their order', async () => {
    const folder = await temporaryFolder()
    const { counts, watch } = watched()
    const journal = openJournal(folder, { watch })
    const events = Array.from({ length: 3000 }, (_, index) => sampleEvent(index))
    for (const event of events) expect(journal.append(eventLine(event))).toBe(true)
    expect(counts.eventsPending).toBe(3000)
    await vi.waitFor(() => expect(counts.eventsPending).toBe(0))
    expect(await storedIn(folder)).toEqual(events.map(({ reference }) => reference))
  })

  it('begins a new file every hour and when one is full', async () => {
    const folder = await temporaryFolder()
    let now = noon
    const onFull = vi.fn()
    const journal = openJournal(folder, { clock: () => now, segmentBytes: 600, onFull })
    for (let index = 0; index < 6; index += 1) {
      await new Promise<void>((done) => void journal.append(eventLine(sampleEvent(index)), done))
      if (index === 4) now += 3_600_000
    }
    expect((await readdir(folder)).toSorted()).toEqual([
      '2026-07-30T12Z.security.00.0000.ndjson',
      '2026-07-30T12Z.security.00.0001.ndjson',
      '2026-07-30T13Z.security.00.0000.ndjson',
    ])
    expect(await storedIn(folder)).toHaveLength(6)
    expect(onFull).toHaveBeenCalledTimes(1)
  })

  it('goes on behind a line that a crash tore', async () => {
    const folder = await temporaryFolder()
    const before = sampleEvent(1)
    await writeFile(join(folder, firstSegment), `${eventLine(before)}${eventLine(sampleEvent(2)).slice(0, 50)}`)
    const journal = openJournal(folder)
    const after = sampleEvent(3)
    journal.append(eventLine(after))
    await journal.close()
    expect(await storedIn(folder)).toEqual([before.reference, after.reference])
  })

  it('bounds what waits, and counts what finds no room', async () => {
    const folder = join(await temporaryFolder(), 'file')
    await writeFile(folder, '')
    const { counts, told, watch } = watched()
    const journal = openJournal(join(folder, 'events'), { watch, limits: { events: 100, characters: 1e6 } })
    const taken = Array.from({ length: 150 }, (_, index) => journal.append(eventLine(sampleEvent(index))))
    expect(taken.filter(Boolean)).toHaveLength(100)
    await vi.waitFor(() => expect(told).toEqual(['ENOTDIR']))
    expect(counts).toMatchObject({ eventsPending: 100, eventsLost: 50 })
    await rm(folder)
    await vi.waitFor(() => expect(told).toEqual(['ENOTDIR', 'recovered, 50 lost']), 5000)
    expect(await storedIn(join(folder, 'events'))).toHaveLength(100)
  })

  it('bounds what waits by its size too', async () => {
    const journal = openJournal(await temporaryFolder(), { limits: { events: 1e6, characters: 10_000 } })
    const taken = Array.from({ length: 100 }, (_, index) => journal.append(eventLine(sampleEvent(index))))
    expect(taken.filter(Boolean).length).toBeLessThan(60)
  })

  it('survives that its folder is taken away', async () => {
    const folder = join(await temporaryFolder(), 'events')
    const journal = openJournal(folder)
    await new Promise<void>((done) => void journal.append(eventLine(sampleEvent(1)), done))
    await rm(folder, { recursive: true })
    await new Promise<void>((done) => void journal.append(eventLine(sampleEvent(2)), done))
    expect(await storedIn(folder)).toHaveLength(1)
  })

  it('gives up what the disk does not take when it is closed, and says so', async () => {
    const folder = join(await temporaryFolder(), 'file')
    await writeFile(folder, '')
    const { counts, watch } = watched()
    const journal = openJournal(join(folder, 'events'), { watch })
    journal.append(eventLine(sampleEvent(1)))
    await journal.close()
    expect(journal.append(eventLine(sampleEvent(2)))).toBe(false)
    expect(counts).toMatchObject({ eventsPending: 0, eventsLost: 2 })
  })
})

describe('a full disk', () => {
  const mounted = mountable()

  it.skipIf(!mounted)('loses nothing that was acknowledged, and is written to again when there is room', async () => {
    const folder = await temporaryFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
    onTestFinished(() => void execFileSync('umount', ['-l', folder]))
    const ballast = join(folder, 'ballast')
    await writeFile(ballast, Buffer.alloc(150_000))
    const { told, watch } = watched()
    const journal = openJournal(folder, { watch, limits: { events: 500, characters: 1e6 } })
    const acknowledged: string[] = []
    for (let index = 0; !told.includes('ENOSPC'); index += 1) {
      const event = sampleEvent(index)
      journal.append(eventLine(event), () => acknowledged.push(event.reference))
      if (index % 100 === 0) await pause(5)
    }
    expect(await storedIn(folder)).toEqual(acknowledged)
    await rm(ballast)
    const last = sampleEvent(3_000)
    await vi.waitFor(() => expect(told.at(-1)).toMatch(/^recovered/), 5000)
    await new Promise<void>((done) => void journal.append(eventLine(last), done))
    const stored = await storedIn(folder)
    expect(stored).toEqual([...acknowledged, last.reference])
    expect(new Set(stored).size).toBe(stored.length)
  })
})

describe('a disk that hangs', () => {
  it.skipIf(process.platform !== 'linux')('holds up nobody, fills no memory and does not stop the end', async () => {
    const folder = await temporaryFolder()
    // A pipe that nobody empties takes 64 KB; the write that follows never returns.
    const pipe = join(folder, firstSegment)
    execFileSync('mkfifo', [pipe])
    const { counts, watch } = watched()
    const journal = openJournal(folder, { watch, limits: { events: 2000, characters: 1e6 } })
    // Each returns, although nothing can be written.
    for (let index = 0; index < 5000; index += 1) journal.append(eventLine(sampleEvent(index)))
    await expect.poll(() => counts).toMatchObject({ eventsPending: 2000, eventsLost: 3000 })
    await journal.close(50)
    expect(counts).toMatchObject({ eventsPending: 0, eventsLost: 5000 })
    const drain = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
    await vi.waitFor(async () => expect((await drain.read(Buffer.alloc(1e6))).bytesRead).toBeLessThan(65_536))
    await drain.close()
  })
})

describe('a killed process', () => {
  it('leaves every event that it acknowledged, run after run', async () => {
    const folder = await temporaryFolder()
    const acknowledged: string[] = []
    for (const [thread, milliseconds] of [200, 400].entries()) {
      acknowledged.push(...(await killedAfter(folder, { thread, milliseconds })))
    }
    expect(acknowledged.length).toBeGreaterThan(10)
    const stored = new Set(await storedIn(folder))
    expect(acknowledged.filter((reference) => !stored.has(reference))).toEqual([])
    const lines = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
    expect(lines.join('').split('\n').length).toBeLessThan(stored.size + 20)
  })
})

/** Lets a process journal for so long after its first acknowledgement, kills it and answers what it acknowledged. */
async function killedAfter(folder: string, run: { thread: number; milliseconds: number }): Promise<string[]> {
  const { thread, milliseconds } = run
  const fixture = resolve(import.meta.dirname, 'journal-writer-fixture.ts')
  const writer = spawn(process.execPath, [fixture, folder, String(thread)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => writer.kill('SIGKILL'), milliseconds)
    said += text
  })
  await new Promise((closed) => writer.once('close', closed))
  expect(writer.signalCode).toBe('SIGKILL')
  // The last line may be torn: the process was killed while it spoke.
  return said.split('\n').slice(0, -1)
}

/** Whether a disk of a limited size can be made here; only root on Linux can. */
function mountable(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

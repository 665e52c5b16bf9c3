import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Front, ports } from './front.ts'
import { memoryOf, report, seconds } from './measured.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, dialTo, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(89)
let origin: Origin
let gateway: RunningProgram
beforeAll(async () => {
  origin = await Origin.open(front.origin)
})
afterEach(async () => {
  await gateway?.stop()
})
afterAll(async () => {
  await origin.stop()
  front.remove()
})

const gigabyte = 2 ** 30
/** How much is sent up, in gigabytes; 4 of them take a minute. */
const upload = Number(process.env['BOLLWERK_UPLOAD_GB'] ?? 1) * gigabyte

/** Files that a process may have open; each session of the relay needs two here and two in the gateway. */
const mostFiles = process.platform === 'linux' ? openFiles() : 0
const agents = 10_000
/** Those that speak TLS; the rest is in sessions of the relay. */
const byTls = 2_000

function openFiles(): number {
  const line = /^Max open files\s+(\d+)\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))
  return line?.[2] === 'unlimited' ? Number.POSITIVE_INFINITY : Number(line?.[2])
}

/** Opens so many connections, 32 at a time. */
async function openMany(count: number, open: (number: number) => Promise<Socket>): Promise<Socket[]> {
  const sockets: Socket[] = []
  let begun = 0
  const one = async (): Promise<void> => {
    while (begun < count) sockets.push(await open(begun++))
  }
  await Promise.all(Array.from({ length: 32 }, one))
  return sockets
}

const fromOf = (number: number): string => `3.${(number % 200) + 1}`

describe.skipIf(mostFiles < 1.9 * agents)(
  `ten thousand idle agents (needs 19,000 open files, here ${mostFiles})`,
  () => {
    it('stay connected, most of them in sessions of the relay, the others by TLS', async () => {
      gateway = await RunningProgram.start(front)
      const atFirst = await memoryOf(gateway.pid)
      const overRelay = await openMany(agents - byTls, async (number) => {
        const socket = await dialTo(front, ports.relay, fromOf(number))
        socket.write('x')
        await once(socket, 'data')
        return socket
      })
      const withRelay = await memoryOf(gateway.pid)
      const overTls = await openMany(byTls, async (number) => {
        const socket = await visit(front, { from: fromOf(number) })
        await ask(socket, requestFor('/LabTech/agent.aspx'))
        return socket
      })
      const withAll = await memoryOf(gateway.pid)
      const perTls = Math.round(((withAll - withRelay) * 1024) / overTls.length)
      const perRelay = Math.round(((withRelay - atFirst) * 1024) / overRelay.length)
      report({ kilobytesPerTls: perTls, kilobytesPerRelay: perRelay, megabytes: [atFirst, withRelay, withAll] })
      expect(await gateway.metric('connections_open')).toBe(agents)
      expect(await gateway.metric('relay_sessions_open')).toBe(agents - byTls)
      await new Promise((resume) => setTimeout(resume, 3000))
      expect([...overTls, ...overRelay].filter(({ destroyed }) => destroyed)).toEqual([])
      for (const socket of overTls.filter((_, number) => number % 50 === 0)) {
        expect(statusOf(await ask(socket, requestFor('/LabTech/agent.aspx')))).toBe(200)
      }
      expect(perTls).toBeLessThan(100)
      expect(perRelay).toBeLessThan(100)
      for (const socket of [...overTls, ...overRelay]) socket.destroy()
      await expect.poll(() => gateway.metric('connections_open')).toBe(0)
    }, 400_000)
  },
)

/** Sends so many bytes that differ from piece to piece, and answers their SHA-256. `told` is called now and then. */
async function send(socket: Socket, size: number, { chunked, told }: { chunked: boolean; told: () => Promise<void> }) {
  const sum = createHash('sha256')
  const piece = randomBytes(2 ** 20)
  for (let sent = 0; sent < size; sent += piece.length) {
    piece.writeUInt32BE(sent / piece.length, 0)
    sum.update(piece)
    if (chunked) socket.write(`${piece.length.toString(16)}\r\n`)
    const isTaken = socket.write(Buffer.from(piece))
    if (chunked) socket.write('\r\n')
    if (!isTaken) await once(socket, 'drain')
    if (sent % (64 * piece.length) === 0) await told()
  }
  if (chunked) socket.write('0\r\n\r\n')
  return sum.digest('hex')
}

describe.each(['of a known length', 'in chunks'] as const)('an upload %s', (how) => {
  it('reaches the origin byte for byte, whatever its size, and is never held in memory', async () => {
    gateway = await RunningProgram.start(front)
    const chunked = how === 'in chunks'
    const size = chunked ? gigabyte / 8 : upload
    const socket = await visit(front)
    const before = await memoryOf(gateway.pid)
    let most = 0
    const told = async (): Promise<void> => {
      most = Math.max(most, await memoryOf(gateway.pid))
    }
    const lines = chunked ? 'Transfer-Encoding: chunked\r\n' : `Content-Length: ${size}\r\n`
    const start = performance.now()
    const answer = ask(socket, requestFor('/LabTech/upload.aspx', { method: 'POST', lines }))
    const sum = await send(socket, size, { chunked, told })
    expect(statusOf(await answer)).toBe(200)
    report({ how, size, seconds: seconds(start), megabytes: [before, most] })
    expect(origin.upload).toEqual({ bytes: size, sum })
    expect(most - before).toBeLessThan(150)
    socket.destroy()
  }, 300_000)
})

it('a download of a gigabyte arrives whole, as fast as it is read, and is never held in memory', async () => {
  gateway = await RunningProgram.start(front)
  const socket = await visit(front)
  const before = await memoryOf(gateway.pid)
  socket.write(requestFor(`/LabTech/bytes.aspx?n=${gigabyte}`, { lines: 'Connection: close\r\n' }))
  let bytes = 0
  let most = 0
  const look = async (): Promise<void> => {
    most = Math.max(most, await memoryOf(gateway.pid))
  }
  const watch = setInterval(() => void look(), 200)
  const start = performance.now()
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  // A reader that stops for a while must not make the gateway take in the rest.
  await new Promise((resume) => setTimeout(resume, 300))
  socket.pause()
  await new Promise((resume) => setTimeout(resume, 1500))
  socket.resume()
  await once(socket, 'end')
  clearInterval(watch)
  report({ seconds: seconds(start), megabytes: [before, most] })
  expect(bytes).toBeGreaterThan(gigabyte)
  expect(bytes).toBeLessThan(gigabyte + 1000)
  expect(most - before).toBeLessThan(150)
}, 300_000)

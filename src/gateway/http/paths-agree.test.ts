import { createServer, type IncomingMessage } from 'node:http'
import { duplexPair } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns, heads } from '../../traffic/head-fixture.ts'
import { type HeadKind, RequestHead, readRequestHead } from '../../traffic/request-head.ts'
import { ambiguity } from './ambiguity.ts'

interface Seen {
  readonly message: IncomingMessage
  readonly bodyLength: number
}

/** What Node's strict parser makes of bytes: the requests in them, up to the first that it refuses. */
async function nodeReads(bytes: string): Promise<readonly Seen[]> {
  const seen: Seen[] = []
  const [near, far] = duplexPair()
  const server = createServer({ insecureHTTPParser: false, requireHostHeader: false, maxHeaderSize: 16_384 })
  const take = (message: IncomingMessage): void => {
    let bodyLength = 0
    message
      .on('data', (chunk: Buffer) => (bodyLength += chunk.length))
      .on('end', () => seen.push({ message, bodyLength }))
  }
  server.on('request', take).on('checkContinue', take).on('checkExpectation', take)
  server.on('upgrade', (message) => seen.push({ message, bodyLength: 0 }))
  server.on('connect', (message) => seen.push({ message, bodyLength: 0 }))
  server.on('clientError', () => undefined)
  server.emit('connection', far)
  near.write(bytes, 'latin1')
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
  near.destroy()
  far.destroy()
  return seen
}

/** Our headers as Node lists them. */
function linesOf(text: string): readonly string[] {
  return text
    .slice(text.indexOf('\r\n') + 2, text.indexOf('\r\n\r\n'))
    .split('\r\n')
    .flatMap((line) => [
      line.slice(0, line.indexOf(':')),
      line.slice(line.indexOf(':') + 1).replaceAll(/^[ \t]+|[ \t]+$/g, ''),
    ])
}

const longestBody = 100

function readHere(text: string): { kind: HeadKind; head: RequestHead } {
  const head = new RequestHead()
  return { kind: readRequestHead(text, head), head }
}

describe('the fast path and the slow path', () => {
  it(
    'read the same request where the fast path takes it for canonical',
    async () => {
      let canonical = 0
      await fc.assert(
        fc.asyncProperty(heads, async (text) => {
          const { kind, head } = readHere(text)
          if (kind !== 'canonical' || head.contentLength > longestBody) return
          canonical++
          const body = 'x'.repeat(head.contentLength)
          const seen = await nodeReads(`${text.slice(0, head.length)}${body}GET /behind HTTP/1.1\r\nHost: a\r\n\r\n`)
          const [first, second] = seen
          expect([first?.message.method, first?.message.url, first?.bodyLength]).toEqual([
            head.method,
            head.target,
            head.contentLength,
          ])
          expect(first?.message.rawHeaders).toEqual(linesOf(text.slice(0, head.length)))
          expect(first && ambiguity(first.message)).toBeUndefined()
          expect(second?.message.url ?? '/behind').toBe('/behind')
        }),
        { numRuns: fuzzRuns },
      )
      expect(canonical).toBeGreaterThan(fuzzRuns / 50)
    },
    120_000 + fuzzRuns * 20,
  )

  it(
    'agree on what may pass: the slow path takes nothing that the fast path refuses',
    async () => {
      let taken = 0
      await fc.assert(
        fc.asyncProperty(heads, async (text) => {
          // Blanks in front of the version are all that Node forgives; it passes the request on with one, as everybody reads it.
          const { kind, head } = readHere(text.replace(/^([^ ]+ [^ ]+) +(?=HTTP\/)/, '$1 '))
          const [seen] = await nodeReads(text + (head.encoded ? '5\r\nhello\r\n0\r\n\r\n' : 'x'.repeat(20)))
          const isTaken = seen !== undefined && ambiguity(seen.message) === undefined
          if (!isTaken) return
          taken++
          expect([kind, head.why]).not.toContain('refused')
          const { message } = seen
          expect([message.method, message.url, message.headers.host]).toEqual([head.method, head.target, head.host])
          expect(Number(message.headers['content-length'] ?? 0)).toBe(head.contentLength)
          expect(message.headers['transfer-encoding'] !== undefined).toBe(head.encoded)
        }),
        { numRuns: fuzzRuns },
      )
      expect(taken).toBeGreaterThan(fuzzRuns / 50)
    },
    120_000 + fuzzRuns * 20,
  )
})

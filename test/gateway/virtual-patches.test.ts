import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { virtualPatches } from '../../src/traffic/virtual-patches/index.ts'
import {
  type PatchSamples,
  patchSamples,
  type Sample,
  sampleRelay,
} from '../../src/traffic/virtual-patches/samples-fixture.ts'
import { wizardAttacks, wizardNeighbours } from '../../src/traffic/virtual-patches/wizard-fixture.ts'
import { TestEngine } from './engine.ts'
import { plainAnswer, RecordingOrigin } from './recording-origin.ts'
import { Wire } from './wire.ts'

/** The name that the samples' headers speak of. */
const sampleHost = 'support.example.de'

let origin: RecordingOrigin
let engine: TestEngine
/** The same with the relay's name as public name. */
let relayEngine: TestEngine
let number = 0

beforeAll(async () => {
  // The first word of the origin's connection tells whose request came through; each one ends with its answer.
  origin = await RecordingOrigin.open((socket, text) => {
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    socket.end(plainAnswer('through', 'Connection: close\r\n'))
    return ''
  })
  const open = (screenconnect: string): Promise<TestEngine> =>
    TestEngine.open({ automate: origin.port, hosts: { automate: 'automate.example.de', screenconnect } })
  engine = await open(sampleHost)
  relayEngine = await open(sampleRelay)
})

afterAll(async () => {
  await engine.close()
  await relayEngine.close()
  await origin.close()
})

interface Fate {
  readonly sample: Sample
  readonly isThrough: boolean
  readonly rules: readonly string[]
}

async function send({ patch, server }: PatchSamples, sample: Sample, how: How): Promise<Fate> {
  const { method, target, headers = {}, body } = sample
  const to = patch === 'cve-2023-25719-relay' ? relayEngine : engine
  const agent = `t${++number}`
  const host = server === 'automate' ? 'automate.example.de' : to === engine ? sampleHost : sampleRelay
  const packing = body !== undefined && how in packed ? { 'content-encoding': how } : {}
  const all = { host, 'user-agent': agent, ...headers, ...packing, connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  const client = new Wire(await to.dial(`127.${number % 200}.${(number >> 3) % 200}.7`))
  client.send(`${method} ${target} HTTP/1.1\r\n${lines.join('')}${framed(body, how)}`)
  const text = await client.rest()
  client.close()
  const rules = to.ledger.rulesFor.get(agent) ?? (text.includes(' 400 ') ? ['malformed'] : [])
  return { sample, isThrough: text.endsWith('through'), rules }
}

/** How a body is sent: as it is, in chunks, or packed. */
type How = 'length' | 'chunks' | keyof typeof packed

const packed = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }

function framed(body: string | undefined, how: How): string {
  if (body === undefined) return '\r\n'
  if (how !== 'length' && how !== 'chunks') {
    return framed(packed[how](Buffer.from(body, 'latin1')).toString('latin1'), 'length')
  }
  if (how === 'length') return `content-length: ${body.length}\r\n\r\n${body}`
  const half = Math.ceil(body.length / 2)
  const chunks = [body.slice(0, half), body.slice(half)].filter((chunk) => chunk !== '')
  return `transfer-encoding: chunked\r\n\r\n${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`
}

/** All samples, some at a time. */
async function fates(of: PatchSamples, samples: readonly Sample[], how: How): Promise<readonly Fate[]> {
  const answers: Fate[] = []
  const left = [...samples]
  const worker = async (): Promise<void> => {
    for (let sample = left.pop(); sample; sample = left.pop()) answers.push(await send(of, sample, how))
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  return answers
}

/** By the wire, a fragment never comes from a browser, so that a request with one is refused. */
const isSendable = ({ target }: Sample): boolean => !target.includes('#')

it('has at least 200 writings of the setup wizard, and as many neighbours', () => {
  expect(wizardAttacks.length).toBeGreaterThanOrEqual(200)
  expect(wizardNeighbours.length).toBeGreaterThanOrEqual(200)
})

describe.each(patchSamples.map((samples) => [samples.patch, samples] as const))('the patch %s', (id, samples) => {
  const observes = virtualPatches.find((patch) => patch.id === id)?.mode === 'observe'
  const hows = samples.attacks.some(({ body }) => body !== undefined)
    ? (['length', 'chunks', 'gzip', 'deflate', 'br'] as const)
    : (['length'] as const)

  it.each(hows)(
    `meets every attack over a real connection, ${observes ? 'and writes it down' : 'none of which reaches the origin'} (%s)`,
    async (how) => {
      const all = await fates(samples, samples.attacks, how)
      const missed = all.filter(({ isThrough, rules }) =>
        isThrough ? !(observes && rules.includes(`patch.${id}`)) : rules.length === 0,
      )
      expect(missed).toEqual([])
      expect(all.some(({ rules }) => rules.includes(`patch.${id}`))).toBe(true)
    },
    120_000,
  )

  it.each(hows)(
    'leaves every neighbour alone (%s)',
    async (how) => {
      const all = await fates(samples, samples.neighbours.filter(isSendable), how)
      const objected = all.filter(({ rules }) =>
        rules.some((rule) => rule === `patch.${id}` || rule.startsWith('malformed')),
      )
      expect(objected).toEqual([])
      const lost = all.filter(({ isThrough, rules }) => !isThrough && rules.length === 0)
      expect(lost).toEqual([])
      expect(all.some(({ isThrough }) => isThrough)).toBe(true)
    },
    120_000,
  )
})

import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { parseAddress } from '../../../model/address.ts'
import { lookUp, type NameRequest } from './collect.ts'

const open: Socket[] = []

afterEach(() => {
  for (const socket of open.splice(0)) socket.close()
})

const bytesOf = (address: string): Buffer => Buffer.from(address.split('.').map(Number))

/** A DNS server on loopback that answers A questions; `undefined` never answers, a number is the error code. */
async function nameServer(answer: (name: string) => readonly string[] | number | undefined): Promise<string> {
  const socket = createSocket('udp4')
  open.push(socket)
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12)
    const labels: string[] = []
    for (let at = 12; at < end; at += 1 + (query[at] ?? 0))
      labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)))
    const isA = query.readUInt16BE(end + 1) === 1
    const found = answer(labels.join('.'))
    if (found === undefined) return
    const addresses = typeof found === 'number' || !isA ? [] : found
    const header = Buffer.from(query.subarray(0, 12))
    header.writeUInt16BE(0x8180 | (typeof found === 'number' ? found : 0), 2)
    header.writeUInt16BE(addresses.length, 6)
    header.writeUInt32BE(0, 8)
    const records = addresses.map((address) =>
      Buffer.concat([Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]), bytesOf(address)]),
    )
    socket.send(Buffer.concat([header, query.subarray(12, end + 5), ...records]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
}

function asking(host: string, more: Partial<NameRequest> = {}): NameRequest {
  return { host, signal: new AbortController().signal, timeoutMs: 2000, ...more }
}

describe('lookUp', () => {
  it('takes the addresses that the policy pins and asks nobody', async () => {
    const pinned = ['192.0.2.7', '2001:db8::7'].flatMap((text) => {
      const address = parseAddress(text)
      return address.ok ? [address.value] : []
    })
    expect(await lookUp(asking('support.example', { pinned, nameServers: ['127.0.0.1:1'] }))).toEqual({
      value: { host: 'support.example', addresses: ['192.0.2.7', '2001:db8::7'], by: 'policy' },
    })
  })

  it('takes an address for itself', async () => {
    expect(await lookUp(asking('10.20.0.10'))).toEqual({
      value: { host: '10.20.0.10', addresses: ['10.20.0.10'], by: 'policy' },
    })
  })

  it('asks DNS for every address, each once', async () => {
    const server = await nameServer(() => ['192.0.2.7', '192.0.2.8', '192.0.2.7'])
    expect(await lookUp(asking('support.example', { nameServers: [server] }))).toEqual({
      value: { host: 'support.example', addresses: ['192.0.2.7', '192.0.2.8'], by: 'dns' },
    })
  })

  it.each([
    { why: 'a name that does not exist', answer: 3, reason: 'absent' },
    { why: 'a name without addresses', answer: [], reason: 'absent' },
    { why: 'a server that fails', answer: 2, reason: 'denied' },
    { why: 'a server that refuses', answer: 5, reason: 'denied' },
    { why: 'a server that never answers', answer: undefined, reason: 'timeout' },
  ])('says $reason for $why', async ({ answer, reason }) => {
    const server = await nameServer(() => answer)
    const request = asking('support.example', { nameServers: [server], timeoutMs: 500 })
    expect(await lookUp(request)).toMatchObject({ missing: { reason } })
  })

  it('ends at once when it is aborted', async () => {
    const stop = new AbortController()
    const server = await nameServer(() => {
      stop.abort()
      return undefined
    })
    const request = asking('support.example', { nameServers: [server], signal: stop.signal, timeoutMs: 20_000 })
    expect(await lookUp(request)).toMatchObject({ missing: { reason: 'interrupted' } })
  })
})

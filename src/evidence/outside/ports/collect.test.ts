import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { formatPorts, parsePorts } from '../../../model/port-set.ts'
import type { TcpPortsFact } from '../facts.ts'
import type { Answer } from '../probe.ts'
import { type PortScanRequest, scanPorts } from './collect.ts'
import { usualPorts } from './usual-ports.ts'

const servers: Server[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

async function listen(address: string, backlog?: number): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()))
  servers.push(server)
  server.listen({ host: address, port: 0, backlog })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** A port that was free a moment ago. */
async function closedPort(address: string): Promise<number> {
  const port = await listen(address)
  const server = servers.pop()
  await new Promise((resolve) => server?.close(resolve))
  return port
}

function scan(request: Partial<PortScanRequest> & { ports: readonly number[] }): Promise<Answer<TcpPortsFact>> {
  return scanPorts({ address: '127.0.0.1', timeoutMs: 2000, signal: new AbortController().signal, ...request })
}

describe('scanPorts', () => {
  it.each(['127.0.0.1', '127.0.0.9', '::1'])('tells open and closed ports of %s apart', async (address) => {
    const open = [await listen(address), await listen(address)].sort((a, b) => a - b)
    const closed = await closedPort(address)
    expect(await scan({ address, ports: [...open, closed, closed] })).toEqual({
      value: { address, asked: formatPorts([...open, closed]), open, closed: `${closed}`, silent: '' },
    })
  })

  it('calls a port open that resets every connection at once, however fast the reset', async () => {
    const server = createServer((socket) => socket.resetAndDestroy())
    servers.push(server)
    server.listen({ host: '127.0.0.1', port: 0 })
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await scan({ ports: [port] })).toMatchObject({ value: { open: [port], closed: '' } })
  })

  it('calls a port silent that does not answer within the limit', async () => {
    const deaf = await startDeafListeners(1)
    const written = formatPorts(deaf.ports)
    try {
      expect(await scan({ ports: deaf.ports, timeoutMs: 300 })).toEqual({
        value: { address: '127.0.0.1', asked: written, open: [], closed: '', silent: written },
      })
    } finally {
      deaf.stop()
    }
  })

  it('asks many silent ports at once, although it begins with few', async () => {
    const deaf = await startDeafListeners(160)
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, unansweredSyns(deaf.ports))
    }, 20)
    try {
      const answer = await scan({ ports: deaf.ports, timeoutMs: 2000 })
      expect(answer).toMatchObject({ value: { silent: formatPorts(deaf.ports) } })
      // It begins with 32.
      expect(most).toBeGreaterThan(32)
    } finally {
      clearInterval(watch)
      deaf.stop()
    }
  })

  it('names what is open before the many ports that it asked, so that a short view shows it', async () => {
    const answer = await scan({ ports: [await listen('127.0.0.1')] })
    expect('value' in answer && Object.keys(answer.value).slice(0, 2)).toEqual(['address', 'open'])
  })

  it('finds every open port of all 65,535 and invents none, with several threads', async () => {
    const open = await Promise.all(Array.from({ length: 40 }, () => listen('127.0.0.1')))
    const ports = Array.from({ length: 65_535 }, (_, index) => index + 1)
    const progress: number[] = []
    const answer = await scan({ ports, onProgress: (done, total) => progress.push(done / total) })
    const found = 'value' in answer ? answer.value : undefined
    expect(found?.asked).toBe('1-65535')
    expect(found?.open).toEqual(expect.arrayContaining(open))
    expect(progress.at(-1)).toBe(1)
    const again = await scan({ ports: found?.open.filter((port) => !open.includes(port)) ?? [] })
    expect(again).toMatchObject({ value: { closed: '' } })
  })

  it('never takes a connection to itself for an open port', async () => {
    // Linux takes source ports from this range, so each attempt may be given the port that it asks as its own.
    const ports = Array.from({ length: 28_232 }, (_, index) => 32_768 + index)
    // An address of its own: others may listen at 127.0.0.1 and come or go between the two scans.
    const own = { address: '127.0.0.78', localAddress: '127.0.0.78' }
    const [first, second] = [await scan({ ...own, ports }), await scan({ ...own, ports })]
    const openTwice =
      'value' in first && 'value' in second ? first.value.open.filter((port) => second.value.open.includes(port)) : []
    expect(first).toMatchObject({ value: { open: openTwice } })
    expect(second).toMatchObject({ value: { open: openTwice } })
  })

  it('loses no port when this machine runs out of sockets', async () => {
    const script = `
      const { scanPorts } = await import(${JSON.stringify(new URL('./collect.ts', import.meta.url).href)})
      const ports = Array.from({ length: 3000 }, (_, index) => 20000 + index)
      const signal = new AbortController().signal
      const answer = await scanPorts({ address: '127.0.0.1', ports, timeoutMs: 2000, concurrency: 1000, signal })
      console.log(answer.value?.asked ?? JSON.stringify(answer))`
    const child = spawn('sh', ['-c', 'ulimit -n 64 && exec "$0" --input-type=module -e "$1"', process.execPath, script])
    let said = ''
    child.stdout.on('data', (bytes) => {
      said += bytes
    })
    await once(child, 'close')
    expect(said.trim()).toBe('20000-22999')
  })

  it('says that nothing could be asked from a source address that is not ours', async () => {
    const answer = await scan({ ports: [80], localAddress: '192.0.2.1' })
    expect(answer).toEqual({ missing: { reason: 'interrupted', detail: 'bind EADDRNOTAVAIL' } })
  })

  it('uses the given source address', async () => {
    const port = await listen('127.0.0.1')
    const [server] = servers
    if (!server) throw new Error('nobody listens')
    const peer = once(server, 'connection').then(([socket]) => socket.remoteAddress)
    await scan({ ports: [port], localAddress: '127.0.0.7' })
    expect(await peer).toBe('127.0.0.7')
  })

  it.each([
    ['few ports', 10],
    ['all ports', 65_535],
  ])('ends as interrupted when it is called off: %s', async (_, count) => {
    const control = new AbortController()
    const running = scan({ ports: Array.from({ length: count }, (_, index) => index + 1), signal: control.signal })
    control.abort()
    expect(await running).toEqual({ missing: { reason: 'interrupted', detail: 'AbortError' } })
  })

  it('refuses names instead of resolving them', async () => {
    expect(await scan({ address: 'localhost', ports: [80] })).toMatchObject({ missing: { reason: 'unreadable' } })
  })

  it('answers an empty list of ports with an empty fact', async () => {
    expect(await scan({ ports: [] })).toMatchObject({ value: { asked: '', open: [] } })
  })
})

describe('usualPorts', () => {
  it('names real ports in ascending order, among them those of both products', () => {
    expect(parsePorts(formatPorts(usualPorts))).toEqual({ ok: true, value: usualPorts })
    expect(usualPorts).toEqual(
      expect.arrayContaining([70, 74, 75, 80, 443, 3306, 3389, 8002, 8040, 8041, 8484, 12_413, 40_050]),
    )
  })
})

/** Connections to these ports that wait for an answer: lines of proc_net_tcp(5) with the state SYN_SENT. */
function unansweredSyns(ports: readonly number[]): number {
  const remote = new Set(ports.map((port) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`))
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n')
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , to, state]) => state === '02' && remote.has(to ?? '')).length
}

/** Listeners whose queues are full: the kernel drops every further SYN, as a filtering firewall does. */
async function startDeafListeners(count: number): Promise<{ ports: number[]; stop: () => void }> {
  // A listener in a stopped process accepts nothing; two connections fill a queue of one.
  const child = spawn(process.execPath, [
    '-e',
    `const { createServer } = require('node:net')
     const listen = () => new Promise((resolve) => {
       const server = createServer().listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => resolve(server.address().port))
     })
     Promise.all(Array.from({ length: ${count} }, listen)).then((ports) => console.log(JSON.stringify(ports)))`,
  ])
  const [bytes] = await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  const ports: number[] = JSON.parse(String(bytes))
  const { connect } = await import('node:net')
  const fillers = ports.flatMap((port) => Array.from({ length: 2 }, () => connect({ host: '127.0.0.1', port })))
  await Promise.all(fillers.map((filler) => once(filler, 'connect')))
  return {
    ports,
    stop: () => {
      for (const filler of fillers) filler.destroy()
      child.kill('SIGKILL')
    },
  }
}

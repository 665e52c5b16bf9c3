import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labHosts } from './addresses.ts'
import { beat, checkIn } from './clients/agent.ts'
import { joinRelay } from './clients/guest.ts'
import { type Lab, startLab } from './lab.ts'
import { testPorts } from './test-site.ts'

async function throwAt(address: string, port: number, bytes: Uint8Array): Promise<void> {
  const socket = connect({ host: address, port })
  const closed = once(socket, 'close')
  socket.on('error', () => socket.destroy())
  socket.resume()
  socket.end(bytes, () => setImmediate(() => socket.destroy()))
  await closed
}

async function stillServes(lab: Lab): Promise<void> {
  const from = lab.vantages.internet
  const { automate, screenconnect } = lab.servers
  const visit = { from, address: automate, port: testPorts.https, host: labHosts.automate }
  expect(await checkIn(visit)).toMatchObject({ served: true })
  expect(await beat({ from, address: automate, port: testPorts.heartbeat })).toMatchObject({ served: true })
  expect(await joinRelay({ from, address: screenconnect, port: testPorts.relay })).toMatchObject({ served: true })
  expect(lab.stats().troubles).toEqual([])
}

test.each(['neglected', 'hardened'] as const)('any bytes at any port leave a %s site standing', async (state) => {
  const lab = await startLab({ state, network: 74, ports: testPorts })
  const { automate, screenconnect } = lab.servers
  const open: [string, number][] = [
    [automate, testPorts.https],
    [screenconnect, testPorts.relay],
  ]
  const careless: [string, number][] = [
    [automate, testPorts.http],
    [automate, testPorts.database],
  ]
  const doors = state === 'neglected' ? [...open, ...careless] : open
  const datagrams = createSocket('udp4')
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      datagrams.send(bytes, testPorts.heartbeat, automate)
      await Promise.all(doors.map(([address, port]) => throwAt(address, port, bytes)))
    }),
    { numRuns: 40 },
  )
  datagrams.close()
  await stillServes(lab)
  await lab.close()
})

test.each(['neglected', 'hardened'] as const)(
  'a visitor that breaks off in the middle leaves a %s site standing',
  async (state) => {
    const lab = await startLab({ state, network: 75, ports: testPorts })
    const { automate, screenconnect } = lab.servers
    const starts: [string, string, string][] = [
      [automate, labHosts.automate, 'POST /LabTech/agent.aspx HTTP/1.1\r\nContent-Length: 1000\r\n'],
      [
        screenconnect,
        labHosts.screenconnect,
        'POST /Services/PageService.ashx/GetLiveData HTTP/1.1\r\nContent-Length: 0\r\n',
      ],
    ]
    for (const [address, host, start] of starts) {
      const before = lab.stats().methods['POST'] ?? 0
      const socket = connectTls({ host: address, port: testPorts.https, servername: host, rejectUnauthorized: false })
      socket.write(`${start}Host: ${host}\r\n\r\n`)
      await expect.poll(() => lab.stats().methods['POST']).toBe(before + 1)
      socket.destroy()
      await once(socket, 'close')
    }
    await stillServes(lab)
    await lab.close()
  },
)

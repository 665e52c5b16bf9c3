import { afterEach, expect, it } from 'vitest'
import { type HostileServer, hostileServer } from '../hostile-server-fixture.ts'
import { readBanner } from './collect.ts'

let server: HostileServer | undefined

afterEach(async () => server?.close())

async function spoken(behave: Parameters<typeof hostileServer>[0]): Promise<unknown> {
  server = await hostileServer(behave)
  const { address, port } = server
  const answer = await readBanner({ address, port, signal: new AbortController().signal, timeoutMs: 1500 })
  return 'value' in answer ? answer.value.speaks : answer.missing.reason
}

it('a port that ends every connection before a word turns away', async () => {
  expect(await spoken((socket) => void socket.end())).toBe('turned-away')
})

it('a port that waits to be asked is silent, though it ends what it does not understand', async () => {
  expect(await spoken((socket) => void socket.once('data', () => socket.end()))).toBe('silent')
})

it('a port that resets every connection turns away, also where the reset is faster than the news of the connection', async () => {
  expect(await spoken((socket) => void socket.resetAndDestroy())).toBe('turned-away')
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileTable } from '../../src/targets/nftables/compile.ts'
import { compileNftables } from '../../src/targets/nftables/index.ts'
import { readBack } from '../../src/targets/nftables/read-back.ts'
import { canFilter, Network } from './network.ts'
import { address, siteWith } from './sites.ts'

describe.skipIf(!canFilter)('heartbeats that the kernel leads on (needs root, nftables and iproute2)', () => {
  let network: Network

  beforeAll(async () => {
    network = new Network('beat')
    network.addOrigin()
    await network.listen(network.origin, { tcp: [], udp: [75] })
  })

  afterAll(() => network?.close())

  it.each([4, 6] as const)('reach Automate with the address of the agent, and are answered (IPv%s)', async (family) => {
    const { source } = siteWith({
      technicians: "[198.51.100.7, '2a02:beef::/48']",
      more: 'areas: { automate.heartbeat: { audience: technicians } }\n',
    })
    const origin = address(network.originAddresses[family])
    const led = { ...source, heartbeatOrigin: origin }
    const text = compileNftables(led).find(({ path }) => path === 'bollwerk.nft')?.text ?? ''
    expect(network.load(text)).toBe('')
    const agent = { 4: '198.51.100.7', 6: '2a02:beef::9' }[family]
    const stranger = { 4: '198.51.100.8', 6: '2a02:bee0::9' }[family]
    const visits = [agent, stranger].map((from) => ({ address: from, protocol: 'udp', port: 75 }) as const)
    expect(await network.visit(visits)).toEqual([true, false])
    expect(network.heard(network.origin)).toContain(`udp 75 from ${agent}`)
    expect(readBack(network.nft('-j', 'list', 'table', 'inet', 'bollwerk'), compileTable(led))).toEqual([])
  })
})

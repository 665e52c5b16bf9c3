import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../model/address.ts'
import { goldenSite } from '../site-fixture.ts'
import { compileNftables } from './index.ts'

const origin = parseAddress('10.20.0.10')

describe('the table of a site', () => {
  it('is as it was agreed', async () => {
    const [table, bans] = compileNftables(goldenSite())
    await expect(table?.text).toMatchFileSnapshot('golden/usual.nft')
    await expect(bans?.text).toMatchFileSnapshot('golden/bans.nft')
  })

  it('is as it was agreed where some rules only observe, addresses are named and the kernel leads heartbeats on', async () => {
    const site = goldenSite(
      'areas: { automate.agents: { mode: observe }, screenconnect.relay: { audience: technicians } }',
    )
    const listening = parseAddress('10.20.0.5')
    if (!origin.ok || !listening.ok) throw new Error('no address')
    const { policy } = site
    const gateway = { ...policy.gateway, listen: { ...policy.gateway.listen, addresses: [listening.value] } }
    const [table] = compileNftables({ ...site, policy: { ...policy, gateway }, heartbeatOrigin: origin.value })
    await expect(table?.text).toMatchFileSnapshot('golden/observing.nft')
  })

  it('leaves plain HTTP to the gateway while certificates are fetched through it, and knows when the authority is awaited', () => {
    const site = goldenSite()
    const { policy } = site
    const acme = { directory: 'https://acme.example/', email: 'a@muster-msp.example', agreeTerms: true } as const
    const tls = { ...policy.gateway.tls, acme: { ...acme, challenges: ['http-01'] as const } }
    const [table] = compileNftables({ ...site, policy: { ...policy, gateway: { ...policy.gateway, tls } } })
    expect(table?.text).toContain('tcp dport @awaited accept')
    expect(table?.text).not.toMatch(/tcp_80\b/)
  })
})

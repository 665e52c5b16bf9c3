import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../catalog/index.ts'
import { areaIds } from '../model/area.ts'
import { rulesWith } from './rules-fixture.ts'
import { virtualPatches } from './virtual-patches/index.ts'

describe('compiled rules', () => {
  it('hold every area of the catalogue, each with the number of its rate', () => {
    const { areas, rates } = rulesWith()
    expect([...areas.keys()].toSorted()).toEqual(bundledCatalog.areas.map(({ id }) => id).toSorted())
    for (const [id, { scope }] of areas) expect(areaIds[scope]).toBe(id)
    expect(rates).toHaveLength(areaIds.length + 1)
  })

  it('hold only the servers that the site has', () => {
    const { hosts, servers } = rulesWith()
    expect([...hosts]).toEqual([
      ['automate.muster-msp.example', 'automate'],
      ['support.muster-msp.example', 'screenconnect'],
    ])
    expect([...servers.keys()]).toEqual(['automate', 'screenconnect'])
  })

  it('answer what is refused over HTTP with a status, and drop everything else', () => {
    for (const { id, foreign, banned, closed, tooMany } of rulesWith().areas.values()) {
      const overHttp = id !== 'screenconnect.relay' && id !== 'automate.heartbeat'
      for (const verdict of [foreign, banned, closed, tooMany]) {
        expect([id, verdict.action, verdict.status > 0]).toEqual([id, overHttp ? 'refuse' : 'drop', overHttp])
      }
    }
  })

  it('give each patch a verdict in its own mode, and every patch in observe mode if the operator says so', () => {
    const modes = (options: Parameters<typeof rulesWith>[0]): readonly (readonly [string, string])[] =>
      [...rulesWith(options).servers.values()].flatMap(({ patched }) =>
        [...patched].map(([id, { mode }]) => [id, mode] as const),
      )
    const own = new Map(virtualPatches.map(({ id, mode }) => [id, mode]))
    for (const [id, mode] of modes({})) expect([id, mode]).toEqual([id, own.get(id)])
    expect(new Set(modes({ gateway: 'observe: [patch]' }).map(([, mode]) => mode))).toEqual(new Set(['observe']))
    expect(new Set(modes({ observeAll: true }).map(([, mode]) => mode))).toEqual(new Set(['observe']))
  })

  it('keep what is always closed and unreadable in force, even if everything else only observes', () => {
    const { areas, servers } = rulesWith({ observeAll: true })
    expect(areas.get('screenconnect.setup')?.closed.mode).toBe('enforce')
    expect(servers.get('screenconnect')?.malformed.mode).toBe('enforce')
    expect(areas.get('automate.agents')?.foreign.mode).toBe('observe')
  })

  it('know the names of the relay only where there is one', () => {
    const { servers } = rulesWith()
    expect(servers.get('screenconnect')?.relayHosts).toEqual([
      'support.muster-msp.example',
      '2001:db8::10',
      '192.0.2.10',
      '[2001:db8::10]',
    ])
    expect(servers.get('automate')?.relayHosts).toBeUndefined()
  })
})

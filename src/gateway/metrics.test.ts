import { Worker } from 'node:worker_threads'
import { register } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { newCounterBuffer } from './counter-layout.ts'
import { openCounters } from './counters.ts'
import { type GatewayStatus, openMetrics } from './metrics.ts'
import { ruleLimit } from './rule-names.ts'

async function rendered(buffer: SharedArrayBuffer, status: GatewayStatus = { policyGeneration: 1 }): Promise<string[]> {
  return (await openMetrics(buffer, () => status).renderMetrics()).split('\n')
}

describe('the metrics', () => {
  it('tell requests apart by server, area, verdict, rule and status, over all threads', async () => {
    const buffer = newCounterBuffer(3)
    for (const thread of [0, 1, 2]) {
      const counters = openCounters(buffer, thread)
      counters.request({ area: 'screenconnect.setup', verdict: 'refuse', rule: 'setup-wizard', status: 403 })
      counters.request({ server: 'automate', verdict: 'forward', rule: `only-${thread}`, status: 200 })
    }
    openCounters(buffer, 1).request({ verdict: 'drop', rule: 'ban' })
    expect((await rendered(buffer)).filter((line) => line.startsWith('bollwerk_requests_total'))).toEqual([
      'bollwerk_requests_total{server="none",area="none",verdict="drop",rule="ban",status="none"} 1',
      'bollwerk_requests_total{server="automate",area="none",verdict="forward",rule="only-0",status="2xx"} 1',
      'bollwerk_requests_total{server="automate",area="none",verdict="forward",rule="only-1",status="2xx"} 1',
      'bollwerk_requests_total{server="automate",area="none",verdict="forward",rule="only-2",status="2xx"} 1',
      'bollwerk_requests_total{server="screenconnect",area="screenconnect.setup",verdict="refuse",rule="setup-wizard",status="4xx"} 3',
    ])
  })

  it('lose nothing when threads count at the same time', async () => {
    const buffer = newCounterBuffer(3)
    const own = openCounters(buffer, 0)
    const others = [1, 2].map(
      (thread) =>
        new Worker(new URL('./counting-thread-fixture.ts', import.meta.url), { workerData: { buffer, thread } }),
    )
    for (let index = 0; index < 100_000; index += 1) own.request({ verdict: 'forward', rule: `rule-${index % 50}` })
    await Promise.all(others.map((other) => new Promise((resolve) => other.once('exit', resolve))))
    const counts = (await rendered(buffer)).filter((line) => line.includes('_requests_total{'))
    expect(counts).toHaveLength(50)
    expect(new Set(counts.map((line) => line.split(' ')[1]))).toEqual(new Set(['6000']))
  })

  it('count rules beyond the limit together, and cut long names', async () => {
    const buffer = newCounterBuffer(1)
    const counters = openCounters(buffer, 0)
    for (let index = 0; index < 2 * ruleLimit; index += 1)
      counters.request({ verdict: 'refuse', rule: `rule-${index}` })
    const lines = (await rendered(buffer)).filter((line) => line.includes('_requests_total{'))
    expect(lines).toHaveLength(ruleLimit)
    expect(lines[0]).toBe(
      `bollwerk_requests_total{server="none",area="none",verdict="refuse",rule="other",status="none"} ${ruleLimit + 1}`,
    )
  })

  it('hold latencies in buckets that contain the smaller ones', async () => {
    const buffer = newCounterBuffer(1)
    const counters = openCounters(buffer, 0)
    for (const seconds of [0.005, 0.006, 0.7, 90]) counters.upstreamAnswered('automate', seconds)
    counters.upstreamFailed('automate', 'error')
    counters.upstreamFailed('screenconnect', 'timeout')
    expect(await rendered(buffer)).toEqual(
      expect.arrayContaining([
        'bollwerk_upstream_latency_seconds_bucket{le="0.005",server="automate"} 1',
        'bollwerk_upstream_latency_seconds_bucket{le="0.01",server="automate"} 2',
        'bollwerk_upstream_latency_seconds_bucket{le="1",server="automate"} 3',
        'bollwerk_upstream_latency_seconds_bucket{le="60",server="automate"} 3',
        'bollwerk_upstream_latency_seconds_bucket{le="+Inf",server="automate"} 4',
        'bollwerk_upstream_latency_seconds_sum{server="automate"} 90.711',
        'bollwerk_upstream_latency_seconds_count{server="automate"} 4',
        'bollwerk_upstream_errors_total{server="automate"} 1',
        'bollwerk_upstream_timeouts_total{server="screenconnect"} 1',
      ]),
    )
  })

  it('go up and down with connections, and forget those of a thread that was started again', async () => {
    const buffer = newCounterBuffer(2)
    const counters = openCounters(buffer, 0)
    counters.count('connectionsOpen', 5)
    counters.count('connectionsAccepted', 5)
    counters.count('connectionsOpen', -2)
    openCounters(buffer, 1).count('connectionsOpen')
    expect(await rendered(buffer)).toContain('bollwerk_connections_open 4')
    openCounters(buffer, 0)
    const again = await rendered(buffer)
    expect(again).toContain('bollwerk_connections_open 1')
    expect(again).toContain('bollwerk_connections_accepted_total 5')
  })

  it('leave out what is not known', async () => {
    const buffer = newCounterBuffer(1)
    const names = (lines: string[]) => lines.filter((line) => !line.startsWith('#')).join('\n')
    expect(names(await rendered(buffer))).not.toMatch(/bans_active|geo_data|certificate/)
    const status = {
      policyGeneration: 7,
      bansActive: 12,
      banTableFill: 0.25,
      geoData: [{ source: 'dbip', ageSeconds: 86_400 }],
      blockLists: [{ name: 'drop', ageSeconds: 3_600 }],
      certificates: [{ host: 'support.example', daysLeft: -1 }],
    }
    expect(await rendered(buffer, status)).toEqual(
      expect.arrayContaining([
        'bollwerk_policy_generation 7',
        'bollwerk_bans_active 12',
        'bollwerk_ban_table_fill_ratio 0.25',
        'bollwerk_geo_data_age_seconds{source="dbip"} 86400',
        'bollwerk_block_list_age_seconds{list="drop"} 3600',
        'bollwerk_certificate_days_left{host="support.example"} -1',
      ]),
    )
  })

  it('count bytes and datagrams, and keep out of the common registry', async () => {
    const buffer = newCounterBuffer(1)
    const counters = openCounters(buffer, 0)
    counters.bytes({ area: 'automate.agents' }, 100, 2000)
    counters.count('datagramsForwarded', 3)
    const lines = await rendered(buffer)
    expect(lines).toContain('bollwerk_sent_bytes_total{server="automate",area="automate.agents"} 2000')
    expect(lines).toContain('bollwerk_datagrams_total{verdict="forward"} 3')
    expect(register.getMetricsAsArray()).toEqual([])
  })

  it('refuse a thread that has no slice', () => {
    expect(() => openCounters(newCounterBuffer(2), 2)).toThrow(RangeError)
  })
})

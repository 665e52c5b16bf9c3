import { expect, onTestFinished, test } from 'vitest'
import { startLab } from '../lab.ts'
import { testPorts } from '../test-site.ts'

test('a neglected site serves attackers, so that whoever is refused behind a gateway is refused by it', async () => {
  const lab = await startLab({ state: 'neglected', network: 75, ports: testPorts, longPoll: 1000 })
  onTestFinished(() => lab.close())
  const visits = await lab.crowd(12_000)
  // Whoever is slow or says nothing is cut off by the products too.
  const cutOff = ['slow senders (Slowloris)', 'flood of connections']
  const attackers = visits.filter(({ welcome, name }) => !welcome && !cutOff.includes(name.en))
  expect(attackers).toHaveLength(10)
  for (const { name, served } of attackers)
    expect({ name: name.en, some: served > 0 }).toEqual({ name: name.en, some: true })
  const wizard = visits.find(({ name }) => name.en.includes('CVE-2024-1709'))
  expect(wizard?.served).toBe(wizard?.tried)
  expect(new Set(visits.map(({ from }) => from)).size).toBe(visits.length)
  expect(lab.stats().troubles).toEqual([])
}, 60_000)

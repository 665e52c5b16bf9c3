import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { labHosts } from './addresses.ts'
import { checkIn } from './clients/agent.ts'
import { startLab } from './lab.ts'
import { gatewaySource } from './shielded.ts'
import { testPorts } from './test-site.ts'

test('behind a gateway the neglected products answer it and nobody else', async () => {
  const lab = await startLab({ state: 'shielded', network: 77, ports: testPorts })
  onTestFinished(() => lab.close())
  const origin = { address: lab.servers.automateOrigin, port: testPorts.https, host: labHosts.automate }
  expect(await checkIn({ ...origin, from: gatewaySource })).toMatchObject({ served: true, detail: '220.105' })
  for (const from of [lab.vantages.internet, lab.vantages.technicians, lab.vantages.office]) {
    expect(await checkIn({ ...origin, from })).toEqual({ served: false, detail: 'closed' })
  }
  const socket = connect({ host: lab.servers.automate, port: testPorts.https })
  const [error]: unknown[] = await once(socket, 'error').catch((thrown: unknown) => [thrown])
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
})

test('its folder holds the policy and every file that it names, and is gone after close()', async () => {
  const lab = await startLab({ state: 'shielded', network: 77, ports: testPorts })
  const folder = lab.gatewayFolder ?? ''
  expect(readFileSync(join(folder, 'bollwerk.yaml'), 'utf8')).toBe(lab.policyText)
  const files = lab.policyText.match(/[a-z-]+\.(pem|key)/g) ?? []
  expect(files).toHaveLength(5)
  for (const file of files) expect(existsSync(join(folder, file))).toBe(true)
  await lab.close()
  expect(existsSync(folder)).toBe(false)
})

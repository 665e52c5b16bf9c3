import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../model/address.ts'
import { parseEndpoint } from '../../model/endpoint.ts'
import type { Parsed } from '../../model/parsed.ts'
import type { Policy } from '../../policy/policy.ts'
import { usualSettings } from '../../policy/policy-fixture.ts'
import { isServerAddress, Targets } from './targets.ts'

function must<Value>(parsed: Parsed<Value>): Value {
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

const policy: Policy = {
  site: 'Test',
  language: 'de',
  technicians: [],
  countries: [],
  fixedNetworksOnly: false,
  fixedNetworks: [],
  servers: [
    {
      kind: 'screenconnect',
      host: 'support.example',
      addresses: [must(parseAddress('127.0.0.9'))],
      origin: must(parseEndpoint('http://origin.example:8040', ['http'])),
      relay: { origin: must(parseEndpoint('tcp://10.20.0.11:8041', ['tcp'])), publicPort: 8041 },
    },
  ],
  areas: {},
  geoOverrides: [],
  ...usualSettings,
  exceptions: [],
}

describe('Targets', () => {
  const targets = new Targets(policy, [
    { host: 'support.example', addresses: ['198.51.100.7', '127.0.0.1', '169.254.169.254'], by: 'dns' },
    { host: 'origin.example', addresses: ['10.20.0.12'], by: 'dns' },
    { host: 'elsewhere.example', addresses: ['203.0.113.1'], by: 'dns' },
  ])

  it.each([
    { address: '127.0.0.9', because: 'the policy pins it', admitted: true },
    { address: '::ffff:127.0.0.9', because: 'it is the pinned one in another form', admitted: true },
    { address: '10.20.0.11', because: 'the policy writes it as an origin', admitted: true },
    { address: '198.51.100.7', because: 'a name of the policy led to it', admitted: true },
    { address: '10.20.0.12', because: 'the name of an origin led to it', admitted: true },
    { address: '127.0.0.1', because: 'a name must not lead to this machine', admitted: false },
    { address: '169.254.169.254', because: 'a name must not lead to a metadata service', admitted: false },
    { address: '203.0.113.1', because: 'the policy does not have the name', admitted: false },
    { address: '198.51.100.8', because: 'nothing led to it', admitted: false },
    { address: 'support.example', because: 'a name is no address and could change', admitted: false },
  ])('$address: $admitted, $because', ({ address, admitted }) => {
    expect(targets.admit(address) !== undefined).toBe(admitted)
  })
})

describe('isServerAddress', () => {
  it.each([
    '0.0.0.0',
    '127.1.2.3',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
  ])('a name never leads to %s', (address) => expect(isServerAddress(address)).toBe(false))

  it.each(['198.51.100.7', '10.0.0.1', '2001:db8::1', 'fd00::1'])('a name may lead to %s', (address) =>
    expect(isServerAddress(address)).toBe(true),
  )
})

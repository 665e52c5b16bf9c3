import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEveryPort, isForEveryone, parseFirewallRule, ruleHoldsPort } from './firewall-rule.ts'

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 1_000) }

function read(text: string) {
  const rule = parseFirewallRule(text)
  if (!rule) throw new Error(`no rule: ${text}`)
  return rule
}

describe('a rule of the Windows firewall', () => {
  it('is read with everything that decides whom it lets in', () => {
    const rule = read(
      'v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|Profile=Domain|LPort=8040|LPort2_10=8041-8050|RA4=10.0.0.0/255.0.0.0|RA4=LocalSubnet|RA6=fe80::/64|App=C:\\Program Files (x86)\\ScreenConnect\\Bin\\ScreenConnect.Service.exe|Name=ScreenConnect|EmbedCtxt=ScreenConnect|Edge=TRUE|RMauth=O:LS|',
    )
    expect(rule).toMatchObject({
      name: 'ScreenConnect',
      action: 'allow',
      active: true,
      direction: 'in',
      protocol: 6,
      profiles: ['private', 'domain'],
      localPorts: {
        ranges: [
          { first: 8040, last: 8040 },
          { first: 8041, last: 8050 },
        ],
        keywords: [],
      },
      remoteAddresses: ['10.0.0.0/255.0.0.0', 'LocalSubnet', 'fe80::/64'],
      program: 'C:\\Program Files (x86)\\ScreenConnect\\Bin\\ScreenConnect.Service.exe',
      edge: true,
      further: ['RMauth'],
    })
    expect(isForEveryone(rule)).toBe(false)
  })

  it('holds for every port, protocol, profile and address that it does not narrow', () => {
    const rule = read('v2.10|Action=Allow|Active=TRUE|Dir=In|')
    expect(rule.protocol).toBeUndefined()
    expect(isEveryPort(rule.localPorts)).toBe(true)
    expect(isForEveryone(rule)).toBe(true)
    expect(ruleHoldsPort(rule, { protocol: 'udp', port: 65_535 })).toBe(true)
  })

  it.each([
    ['Protocol=6|LPort=3389', 'tcp', 3389, true],
    ['Protocol=17|LPort=3389', 'tcp', 3389, false],
    ['Protocol=6|LPort2_10=3000-4000', 'tcp', 3389, true],
    ['Protocol=6|LPort2_10=3000-4000', 'tcp', 4001, false],
    ['Protocol=6|LPort=RPC-EPMap', 'tcp', 135, true],
    ['Protocol=6|LPort=RPC', 'tcp', 49_664, false],
    ['Protocol=256', 'tcp', 1, true],
    ['Protocol=6|LPort=80,443', 'tcp', 443, true],
    ['Protocol=6|RPort=443', 'tcp', 80, true],
  ] as const)('%s speaks of %s %d: %s', (fields, protocol, port, holds) => {
    const rule = read(`v2.31|Action=Allow|Active=TRUE|Dir=In|${fields}|`)
    expect(ruleHoldsPort(rule, { protocol, port })).toBe(holds)
  })

  it.each(['0.0.0.0/0.0.0.0', '0.0.0.0/0', '0.0.0.0-255.255.255.255', '::/0', 'IntErnet'])(
    'is for everyone where it names %s',
    (address) => {
      expect(isForEveryone(read(`v2.31|Action=Allow|Dir=In|RA4=${address}|`))).toBe(true)
    },
  )

  it('is switched off only where it says so', () => {
    expect(read('v2.31|Action=Allow|Active=FALSE|Dir=In|').active).toBe(false)
    expect(read('v2.31|Action=Allow|Dir=In|').active).toBe(true)
  })

  it.each(['', 'Action=Allow|Dir=In|', 'v2.31|Dir=In|', 'v2.31|Action=Allow|', 'v2.31|Action=Ask|Dir=In|', 'v|a=b'])(
    'is not made out of %j',
    (text) => {
      expect(parseFirewallRule(text)).toBeUndefined()
    },
  )

  it('is never guessed at: any text gives a rule or nothing, and no error', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('v2.31', 'Action=Allow', 'Dir=In', 'LPort=', 'RA4=', '='))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        const rule = parseFirewallRule(parts.join('|'))
        if (rule) expect(['in', 'out']).toContain(rule.direction)
      }),
      runs,
    )
  })

  it('says the same in any order of its fields, in any case of its keys, and with keys that nobody knows', () => {
    const fields = ['Action=Block', 'Active=TRUE', 'Dir=In', 'Protocol=17', 'LPort=75', 'RA4=10.1.0.0/16', 'Svc=x']
    const plain = read(`v2.31|${fields.join('|')}|`)
    const strange = fc.stringMatching(/^New[A-Z]{1,8}$/)
    fc.assert(
      fc.property(fc.shuffledSubarray(fields, { minLength: 7 }), strange, fc.boolean(), (order, key, lower) => {
        const written = order.map((field) => (lower ? field.replace(/^\w+/, (word) => word.toLowerCase()) : field))
        const rule = read(`v2.40|${[...written, `${key}=1`].join('|')}|`)
        expect(rule).toEqual({ ...plain, further: [key] })
      }),
      runs,
    )
  })

  it('holds exactly the ports between the first and the last of a range', () => {
    const port = fc.integer({ min: 1, max: 65_535 })
    fc.assert(
      fc.property(port, port, port, (a, b, asked) => {
        const [first, last] = a < b ? [a, b] : [b, a]
        const rule = read(`v2.31|Action=Allow|Dir=In|Protocol=6|LPort2_10=${first}-${last}|`)
        expect(ruleHoldsPort(rule, { protocol: 'tcp', port: asked })).toBe(first <= asked && asked <= last)
      }),
      runs,
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFirewallRule, ruleHoldsPort } from '../evidence/windows/firewall-rule.ts'
import { RulesByPort } from './rules-by-port.ts'

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) }

function read(fields: readonly string[]) {
  return fields.flatMap((field) => {
    const rule = parseFirewallRule(`v2.31|Action=Allow|Dir=In|${field}|`)
    return rule ? [{ rule }] : []
  })
}

describe('rules by port', () => {
  it('are those that speak of the port, in their order, as if each had been asked', () => {
    const port = fc.integer({ min: 1, max: 60 })
    const ports = fc.tuple(port, port).map(([a, b]) => `LPort2_10=${Math.min(a, b)}-${Math.max(a, b)}`)
    const several = fc.array(port, { minLength: 1, maxLength: 3 }).map((list) => `LPort=${list.join(',')}`)
    const which = fc.oneof(ports, several, fc.constantFrom('', 'LPort=RPC', 'LPort=0-65535', 'LPort=RPC|LPort=7'))
    const protocol = fc.constantFrom('Protocol=6|', 'Protocol=17|', '')
    const field = fc.tuple(protocol, which).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(field, { maxLength: 30 }), port, fc.constantFrom('tcp', 'udp'), (fields, asked, by) => {
        const rules = read(fields)
        const wanted = { protocol: by, port: asked } as const
        expect(new RulesByPort(rules).about(wanted)).toEqual(rules.filter(({ rule }) => ruleHoldsPort(rule, wanted)))
      }),
      runs,
    )
  })
})

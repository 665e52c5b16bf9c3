import { describe, expect, it } from 'vitest'
import { asked } from './asked-fixture.ts'
import { meantForEveryone, meantToBeOpen, oneLess, portKnown } from './opened-port.ts'
import { without } from './site-fixture.ts'

const sorted = (ports: ReadonlySet<number>) => [...ports].sort((a, b) => a - b)

describe('the ports of the machines of a site', () => {
  it('are meant to be open where they are published, where the products listen behind the gateway, and at 80', () => {
    expect(sorted(asked((question) => meantToBeOpen(question, 'tcp'), []))).toEqual([80, 443, 8040, 8041])
    expect(sorted(asked((question) => meantToBeOpen(question, 'udp'), []))).toEqual([75])
  })

  it('are meant for everyone where they are published or carry the relay, but not where only the gateway asks', () => {
    expect(sorted(asked((question) => meantForEveryone(question, 'tcp'), []))).toEqual([80, 443, 8041])
    expect(sorted(asked((question) => meantForEveryone(question, 'udp'), []))).toEqual([75])
  })

  it('are fewer without ScreenConnect', () => {
    const policy = without('screenconnect')
    expect(sorted(asked((question) => meantToBeOpen(question, 'tcp'), [], { policy }))).toEqual([80, 443])
    expect(sorted(asked((question) => meantForEveryone(question, 'tcp'), [], { policy }))).toEqual([80, 443])
  })

  it.each([
    ['automate', 8040],
    ['screenconnect', 12_413],
  ] as const)('are known to %s also where they belong to the other server: %i', (server, port) => {
    expect(asked((question) => portKnown(question, 'tcp', port), [], { server })?.title.en).toBeDefined()
  })

  it('are not known by chance', () => {
    expect(asked((question) => portKnown(question, 'tcp', 7777), [])).toBeUndefined()
    expect(asked((question) => portKnown(question, 'udp', 8040), [])).toBeUndefined()
  })
})

describe('the next lower weight', () => {
  it.each([
    ['critical', 'high'],
    ['high', 'medium'],
    ['medium', 'low'],
    ['low', 'low'],
  ] as const)('of %s is %s', (severity, lower) => {
    expect(oneLess(severity)).toBe(lower)
  })
})

import { describe, expect, it } from 'vitest'
import type { Listener } from '../evidence/windows/facts.ts'
import { openFromOutside, ownerText } from './inside-listeners.ts'

function listener(changes: Partial<Listener>): Listener {
  return {
    protocol: 'tcp',
    address: '0.0.0.0',
    port: 443,
    processId: 2_000,
    process: 'a.exe',
    services: [],
    ...changes,
  }
}

describe('the ports at which a machine listens for others', () => {
  it('leave out what only the machine itself reaches', () => {
    const all = ['127.0.0.1', '127.9.9.9', '::1', '10.20.0.10', '::'].map((address, at) =>
      listener({ address, port: at }),
    )
    expect(openFromOutside(all).map(({ port }) => port)).toEqual([3, 4])
  })

  it('come once each with everything that listens there, in ascending order, TCP before UDP', () => {
    const all = [
      listener({ port: 443, address: '::' }),
      listener({ port: 75, protocol: 'udp' }),
      listener({ port: 443, address: '10.20.0.10', process: 'b.exe' }),
      listener({ port: 75 }),
    ]
    expect(openFromOutside(all).map(({ protocol, port, listeners }) => [protocol, port, listeners.length])).toEqual([
      ['tcp', 75, 1],
      ['udp', 75, 1],
      ['tcp', 443, 2],
    ])
  })
})

describe('who listens at a port', () => {
  const told = (...listeners: readonly Partial<Listener>[]) =>
    ownerText({ protocol: 'tcp', port: 443, listeners: listeners.map(listener) }).en

  it.each([
    [[{}], 'a.exe'],
    [[{ process: null }], 'process 2000'],
    [
      [{ processId: 4, process: 'System', services: ['x'] }],
      'Windows itself (http.sys for IIS and others, or file sharing)',
    ],
    [[{ services: ['MySQL80'] }], 'a.exe (service MySQL80)'],
    [[{ services: ['a', 'b', 'c', 'd'] }], 'a.exe (service a, b, c)'],
    [[{}, {}, { process: 'b.exe' }], 'a.exe, b.exe'],
  ])('is told for %j', (listeners, text) => {
    expect(told(...listeners)).toBe(text)
  })
})

import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { machineOf, newestPerMachine } from './machines.ts'

function piece(source: string, value: number): Evidence<number> {
  return { fact: 'windows.uac', witness: 'inside', server: 'automate', source, at: '2026-11-23T11:00:00Z', value }
}

describe('the machines behind a server', () => {
  it.each([
    ['RMM01: HKLM\\SOFTWARE\\X', 'RMM01'],
    ['RMM01', 'RMM01'],
  ])('reads from %s that it is %s', (source, machine) => {
    expect(machineOf(piece(source, 1))).toBe(machine)
  })

  it('gives the newest piece of each, by name', () => {
    const evidence = [piece('SQL01: a', 3), piece('RMM01: a', 2), piece('SQL01: a', 1)]
    expect(newestPerMachine(evidence).map((each) => 'value' in each && each.value)).toEqual([2, 3])
  })
})

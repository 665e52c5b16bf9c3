import { expect, it } from 'vitest'
import { nearest } from './suggestion.ts'

const known = ['site', 'language', 'technicians', 'countries', 'fixedNetworksOnly', 'fixedNetworks', 'servers']

it.each([
  ['technician', 'technicians'],
  ['tehcnicians', 'technicians'],
  ['Countries', 'countries'],
  ['contries', 'countries'],
  ['fixednetworks', 'fixedNetworks'],
  ['fixedNetworkOnly', 'fixedNetworksOnly'],
  ['sit', 'site'],
  ['severs', 'servers'],
])('takes %s for %s', (word, meant) => expect(nearest(word, known)).toBe(meant))

it.each(['', 'x', 'firewall', 'x'.repeat(100_000)])('offers nothing for %j', (word) =>
  expect(nearest(word, known)).toBeUndefined(),
)

it('offers nothing where nothing is known', () => expect(nearest('site', [])).toBeUndefined())

import { describe, expect, it } from 'vitest'
import type { IisFact } from '../evidence/windows/facts.ts'
import {
  agentPlaces,
  allowedNetworks,
  allowsLoopback,
  effectiveRules,
  nameOf,
  rulesBelow,
  technicianPlaces,
} from './iis-restriction.ts'
import { technicianRules } from './windows-fixture.ts'

function iis(...paths: readonly string[]): IisFact {
  return {
    sites: [
      {
        name: 'Web',
        bindings: [],
        applications: ['/', '/CWA/', '/automate', '/LabTech', '/cwabackup'].map((path) => ({ path, folder: null })),
      },
    ],
    places: paths.map((path) => ({ path, from: 'applicationHost.config', rules: technicianRules })),
    restrictionModule: true,
    removesServerHeader: null,
  }
}

const cwa = { site: 'Web', path: '/cwa' }

describe('the applications of IIS', () => {
  it('are the technicians’ or the agents’ by their whole name, in any case', () => {
    expect(technicianPlaces(iis()).map(({ path }) => path)).toEqual(['/CWA/', '/automate'])
    expect(agentPlaces(iis()).map(({ path }) => path)).toEqual(['/LabTech'])
    expect(nameOf('//CWA//')).toBe('cwa')
  })
})

describe('the rules that hold for an application', () => {
  it.each([
    ['its own before all above', ['', 'Web', 'Web/cwa'], 'Web/cwa'],
    ['those of the site before those of the server', ['', 'web/'], 'web/'],
    ['those of the server', [''], ''],
    ['its own in other letters and with a slash', ['Web', 'WEB/CWA/'], 'WEB/CWA/'],
    ['none of a neighbour whose name begins alike', ['Web/cw', 'Web/cwabackup'], undefined],
    ['none of a site whose name begins alike', ['We'], undefined],
    ['none of a place below', ['Web/cwa/api'], undefined],
  ])('are %s', (_, paths, from) => {
    expect(effectiveRules(iis(...paths), cwa)?.from).toBe(from)
  })

  it('may be opened again by places below, which begin with its path and a slash', () => {
    const below = rulesBelow(iis('Web/cwa', 'WEB/CWA/api', 'Web/cwabackup', 'Web/cwa/api/v1'), {
      ...cwa,
      path: '/cwa/',
    })
    expect(below.map(({ from }) => from)).toEqual(['WEB/CWA/api', 'Web/cwa/api/v1'])
  })
})

describe('a list of addresses', () => {
  const allow = (address: string, mask: string | null = null) => ({ address, mask, allowed: true })
  const listed = (...entries: readonly { address: string; mask: string | null; allowed: boolean }[]) => ({
    ...technicianRules,
    entries,
  })

  it('lets in what it allows, and what nobody can read by its text', () => {
    const rules = listed(
      allow('office.example'),
      { ...allow('198.51.100.7'), allowed: false },
      allow('10.0.0.0', '255.0.0.0'),
    )
    expect(allowedNetworks(rules)).toMatchObject(['office.example', { length: 8 }])
  })

  it.each([
    ['127.0.0.1', null, true],
    ['127.0.0.0', '255.0.0.0', true],
    ['0.0.0.0', '0.0.0.0', true],
    ['10.20.0.10', null, false],
    ['localhost', null, false],
  ])('lets in the machine itself by %s with the mask %s: %s', (address, mask, itself) => {
    expect(allowsLoopback(listed(allow(address, mask)))).toBe(itself)
  })
})

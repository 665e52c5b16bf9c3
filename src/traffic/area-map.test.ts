import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../catalog/index.ts'
import type { AreaDefinition } from '../model/area.ts'
import type { ServerKind } from '../model/server.ts'
import { compileAreas } from './area-map.ts'
import { compilePrefixes } from './prefix-map.ts'

const maps = {
  automate: compileAreas(bundledCatalog.areas, 'automate'),
  screenconnect: compileAreas(bundledCatalog.areas, 'screenconnect'),
}

describe('the area of a canonical path', () => {
  it.each<[ServerKind, string, string | undefined]>([
    ['automate', '/labtech/agent.aspx', 'automate.agents'],
    ['automate', '/labtech/', 'automate.agents'],
    ['automate', '/labtech', 'automate.agents'],
    ['automate', '/labtechx', 'automate.technicians'],
    ['automate', '/labtech/deployment.aspx', 'automate.installer'],
    ['automate', '/labtech/deployment.aspx/x', 'automate.installer'],
    ['automate', '/labtech/deployment', 'automate.agents'],
    ['automate', '/labtech/service/labuninstall.exe', 'automate.installer'],
    ['automate', '/labtech/services', 'automate.agents'],
    ['automate', '/labtech/updates/controlcenterinstaller.exe', 'automate.technicians'],
    ['automate', '/labtech/updates/labtechupdate_250.436.zip', 'automate.agents'],
    ['automate', '/automate/x', 'automate.technicians'],
    ['automate', '/', 'automate.technicians'],
    ['screenconnect', '/', 'screenconnect.guests'],
    ['screenconnect', '/guest.aspx', 'screenconnect.guests'],
    ['screenconnect', '/guestbook', undefined],
    ['screenconnect', '/host', 'screenconnect.hosts'],
    ['screenconnect', '/host/x', 'screenconnect.hosts'],
    ['screenconnect', '/host.aspx', 'screenconnect.hosts'],
    ['screenconnect', '/hosting', undefined],
    ['screenconnect', '/host-2', undefined],
    ['screenconnect', '/setupwizard', 'screenconnect.setup'],
    ['screenconnect', '/setupwizard.aspx/x', 'screenconnect.setup'],
    ['screenconnect', '/setupwizard?', 'screenconnect.setup'],
    ['screenconnect', '/setupwizards', undefined],
    ['screenconnect', '/services/pageservice.ashx/getlivedata', 'screenconnect.guests'],
    ['screenconnect', '/services/pageservice.ashx/getlivedatas', 'screenconnect.hosts'],
    ['screenconnect', '/services/pageservice.ashxs', 'screenconnect.administration'],
    ['screenconnect', '/services', 'screenconnect.administration'],
    ['screenconnect', '/report.csv', 'screenconnect.administration'],
    ['screenconnect', '/reports', undefined],
    ['screenconnect', '/bin', 'screenconnect.downloads'],
    ['screenconnect', '/binary', undefined],
    ['screenconnect', '/app_themes/x.css', 'screenconnect.guests'],
    ['screenconnect', '/app_extensions/x.css', 'screenconnect.extensions'],
    ['screenconnect', '/x.css/y', undefined],
    ['screenconnect', '', undefined],
  ])('of %s %s is %s', (server, path, area) => {
    expect(maps[server].find(path)?.id).toBe(area)
  })

  it('agrees with a look-up that tries every prefix', () => {
    const words = [
      '/',
      '/host',
      '/host.',
      'ing',
      '-a',
      '/services',
      '/pageservice.ashx',
      '/labtech/',
      'x',
      '.css',
      '%25',
    ]
    for (const server of ['automate', 'screenconnect'] as const) {
      const own = bundledCatalog.areas.filter(({ id }) => id.startsWith(server))
      const paths = words.flatMap((a) => words.flatMap((b) => words.map((c) => a + b + c)))
      for (const path of paths) expect([path, maps[server].find(path)?.id]).toEqual([path, slowly(own, path)])
    }
  })
})

describe('a map of prefixes', () => {
  it('knows nothing if empty, and refuses what no canonical path holds', () => {
    expect(compilePrefixes([]).find('/x')).toBeUndefined()
    expect(() => compilePrefixes([['/Ä', 1]])).toThrow('cannot hold')
  })

  it('gives the bare folder to the prefix that names it', () => {
    const map = compilePrefixes([
      ['/a/', 'inside'],
      ['/a', 'itself'],
    ])
    expect([map.find('/a'), map.find('/a/'), map.find('/a/b'), map.find('/a.b')]).toEqual([
      'itself',
      'inside',
      'inside',
      'itself',
    ])
  })
})

function slowly(areas: readonly AreaDefinition[], path: string): string | undefined {
  const page = areas.find(({ pages }) => pages?.includes(path))
  const [fitting] = areas
    .flatMap(({ id, paths }) => paths.map((prefix) => ({ id, prefix })))
    .filter(({ prefix }) => fits(prefix, path))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)
  return page?.id ?? fitting?.id ?? areas.find(({ fileEndings }) => fileEndings?.some((end) => path.endsWith(end)))?.id
}

function fits(prefix: string, path: string): boolean {
  if (`${path}/` === prefix) return true
  return path.startsWith(prefix) && (/[/.]$/.test(prefix) || !/^[a-z0-9_-]/.test(path.slice(prefix.length)))
}

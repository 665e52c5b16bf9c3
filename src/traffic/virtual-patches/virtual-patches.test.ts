import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../../catalog/index.ts'
import { serverOf } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import { compileAreas } from '../area-map.ts'
import { canonicalPath } from '../canonical-path.ts'
import { type InspectedRequest, unpatchable, type VirtualPatch, virtualPatches } from './index.ts'
import { compilePatches, findPatch } from './patch-map.ts'
import { patchSamples, type Sample, sampleRelay } from './samples-fixture.ts'
import { wizardAttacks, wizardNeighbours } from './wizard-fixture.ts'

const apparatus = ['index', 'patch-map', 'unpatchable', 'virtual-patch']
const files = readdirSync(import.meta.dirname)
  .filter((file) => !/\.test\.ts$|-fixture\.ts$/.test(file))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !apparatus.includes(name))

const advisories = [bundledCatalog.products.automate, bundledCatalog.products.screenconnect].flatMap((product) =>
  product.advisories.map(({ id }) => ({ id, server: product.product })),
)
const patchOf = (id: string): VirtualPatch => {
  const patch = virtualPatches.find((candidate) => candidate.id === id)
  if (!patch) throw new Error(`no patch ${id}`)
  return patch
}
const maps = {
  automate: compilePatches(virtualPatches, 'automate'),
  screenconnect: compilePatches(virtualPatches, 'screenconnect'),
}
const areas = {
  automate: compileAreas(bundledCatalog.areas, 'automate'),
  screenconnect: compileAreas(bundledCatalog.areas, 'screenconnect'),
}

/** The request as the gateway would show it; undefined if its path is refused. */
function inspected(server: ServerKind, { method, target, headers, body }: Sample): InspectedRequest | undefined {
  const [, rawPath = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/s.exec(target) ?? []
  const path = canonicalPath(rawPath)
  if (path === undefined) return undefined
  const header = (name: string): string | undefined => headers?.[name]
  const known = { server, method, path, rawPath, query, header, relayHosts: [sampleRelay] }
  return body === undefined ? known : { ...known, body }
}

/** What becomes of a request: `refused` with 400, the patch that found it, or `free`. */
function fateOf(server: ServerKind, sample: Sample, patches: readonly VirtualPatch[] = virtualPatches): string {
  const request = inspected(server, sample)
  if (request === undefined) return 'refused'
  if (patches === virtualPatches) return maps[server].find(request)?.id ?? 'free'
  return compilePatches(patches, server).find(request)?.id ?? 'free'
}

it('the samples can be sent as they are: no blanks or controls in a target', () => {
  const targets = patchSamples
    .flatMap(({ attacks, neighbours }) => [...attacks, ...neighbours])
    .map(({ target }) => target)
  expect(targets.filter((target) => !/^[/\\][!-~]*$/.test(target))).toEqual([])
})

describe('the list of virtual patches', () => {
  it('equals the folder', () => {
    expect(virtualPatches.map(({ id }) => id).toSorted()).toEqual(files.toSorted())
  })

  it.each(virtualPatches.map((patch) => [patch.id, patch] as const))(
    'finds %s in the file of its name',
    async (id, patch) => {
      const exported: unknown = await import(resolve(import.meta.dirname, `${id}.ts`))
      expect(Object.values(exported ?? {})).toEqual([patch])
    },
  )

  it('and the list of what cannot be patched name every advisory exactly once', () => {
    const patched = new Set(virtualPatches.flatMap(({ cves }) => cves))
    const named = [...patched, ...unpatchable.map(({ cve }) => cve)]
    expect(named.toSorted()).toEqual(advisories.map(({ id }) => id).toSorted())
  })

  it('assigns every advisory to its own product', () => {
    for (const { cves, server } of virtualPatches) {
      for (const cve of cves) expect(advisories).toContainEqual({ id: cve, server })
    }
  })

  it('has samples for each patch', () => {
    expect(patchSamples.map(({ patch }) => patch).toSorted()).toEqual(virtualPatches.map(({ id }) => id).toSorted())
  })

  it('is the one that the documentation shows', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../../docs/virtual-patches.md'), 'utf8')
    const rows = [...text.matchAll(/^\| `([^`]+)` \| ([^|]*) \| [^|]* \| ([a-z]+) \|/gm)].map(([, id, cves, mode]) => [
      id,
      cves,
      mode,
    ])
    expect(rows).toEqual(virtualPatches.map(({ id, cves, mode }) => [id, cves.join(', ') || '–', mode]))
    const others = [...text.matchAll(/^\| (CVE-[\d-]+) \| ([^|]+) \|$/gm)].map(([, cve, reason]) => [cve, reason])
    expect(others).toEqual(unpatchable.map(({ cve, reason }) => [cve, reason.en]))
  })
})

describe.each(patchSamples)('the patch $patch', ({ patch: id, server, attacks, neighbours }) => {
  const patch = patchOf(id)

  it('recognises every attack, unless its path is refused before', () => {
    const missed = attacks.filter((sample) => !['refused', id].includes(fateOf(server, sample, [patch])))
    expect(missed).toEqual([])
    expect(attacks.some((sample) => fateOf(server, sample, [patch]) === id)).toBe(true)
  })

  it('leaves every neighbour alone', () => {
    expect(neighbours.filter((sample) => fateOf(server, sample, [patch]) !== 'free')).toEqual([])
  })

  it('stands in its own server only', () => {
    const other = server === 'automate' ? 'screenconnect' : 'automate'
    expect(attacks.map((sample) => fateOf(other, sample, [patch])).filter((fate) => fate === id)).toEqual([])
  })

  it('says by the path alone what it says by the request, if it claims so', () => {
    for (const sample of [...attacks, ...neighbours]) {
      const request = inspected(server, sample)
      if (request && patch.matchesPath) expect(patch.matchesPath(request.path)).toBe(patch.matches(request))
    }
  })

  it('does not lose an attack when characters of its path are encoded once or twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...attacks), fc.infiniteStream(fc.integer({ min: 0, max: 5 })), (sample, dice) => {
        const target = encodedAtRandom(sample.target, () => dice.next().value ?? 0)
        expect([id, 'refused']).toContain(fateOf(server, { ...sample, target }, [patch]))
      }),
    )
  })
})

/** The path of a target with some characters encoded: two sides of the die encode once, one side twice. */
function encodedAtRandom(target: string, roll: () => number): string {
  const [path = '', ...query] = target.split('?')
  const written = [...path].map((character, at) => {
    const side = at === 0 ? 5 : roll()
    const once = `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
    return side < 2 ? once : side === 2 ? once.replace('%', '%25') : character
  })
  return [written.join(''), ...query].join('?')
}

describe('the setup wizard (CVE-2024-1709)', () => {
  const closed = (target: string): boolean => {
    const request = inspected('screenconnect', { method: 'GET', target })
    return request === undefined || areas.screenconnect.find(request.path)?.id === 'screenconnect.setup'
  }

  it('is closed in at least 200 ways of writing it, by its area as well as by its patch', () => {
    expect(wizardAttacks.length).toBeGreaterThanOrEqual(200)
    expect(wizardAttacks.filter(({ path }) => !closed(path))).toEqual([])
    const fates = wizardAttacks.map(({ path }) => fateOf('screenconnect', { method: 'POST', target: path }))
    expect(fates.filter((fate) => fate !== 'refused' && fate !== 'cve-2024-1709')).toEqual([])
  })

  it('leaves at least 200 neighbours open', () => {
    expect(wizardNeighbours.length).toBeGreaterThanOrEqual(200)
    expect(wizardNeighbours.filter(({ path }) => closed(path))).toEqual([])
    const fates = wizardNeighbours.map(({ path }) => [path, fateOf('screenconnect', { method: 'GET', target: path })])
    expect(fates.filter(([, fate]) => fate !== 'free')).toEqual([])
  })
})

describe('compiled patches', () => {
  const wizard = { ...patchOf('cve-2024-1709'), id: 'observing', mode: 'observe' as const }
  const other: VirtualPatch = { ...patchOf('cve-2025-3935'), paths: ['/'] }
  const request = inspected('screenconnect', { method: 'GET', target: '/SetupWizard.aspx?__VIEWSTATE=x' })

  it('let one that is enforced go before one that observes, whatever the order and whatever it looks at', () => {
    expect(request && compilePatches([wizard, other], 'screenconnect').find(request)?.id).toBe('cve-2025-3935')
    expect(request && compilePatches([wizard, { ...other, mode: 'observe' }], 'screenconnect').find(request)?.id).toBe(
      'observing',
    )
    expect(request && compilePatches([other, patchOf('cve-2024-1709')], 'screenconnect').find(request)?.id).toBe(
      'cve-2024-1709',
    )
  })

  it('tell of a path whether the body is needed, and decide the same with what is known of it', () => {
    expect(maps.automate.at('/labtech/agent.aspx').needsBody).toBe(true)
    expect(maps.screenconnect.at('/services/pageservice.ashx/getlivedata').needsBody).toBe(false)
    expect(maps.screenconnect.at('/').needsBody).toBe(true)
    for (const { server, attacks } of patchSamples) {
      for (const sample of attacks) {
        const seen = inspected(server, sample)
        if (seen) expect(findPatch(maps[server].at(seen.path), seen)).toBe(maps[server].find(seen))
      }
    }
  })

  it('find nothing where there is nothing', () => {
    expect(request && compilePatches([], 'screenconnect').find(request)).toBeUndefined()
  })

  it('leave the probes of the catalogue free, except for the wizard and the installer without a token', () => {
    for (const area of bundledCatalog.areas.filter(({ audience }) => audience !== 'nobody')) {
      for (const { path: target } of area.probes) {
        const expected = target === '/LabTech/Deployment.aspx' ? 'anonymous-installer' : 'free'
        expect([target, fateOf(serverOf(area.id), { method: 'GET', target })]).toEqual([target, expected])
      }
    }
  })
})

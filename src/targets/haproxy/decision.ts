import type { AreaDefinition } from '../../model/area.ts'
import type { AreaRules, Rules } from '../../traffic/rules.ts'
import type { VirtualPatch } from '../../traffic/virtual-patches/virtual-patch.ts'
import { audienceLines } from './audience.ts'
import { banCondition, visitOf } from './bans.ts'
import { canonicalLines } from './canonical.ts'
import { openingLines } from './openings.ts'
import { patchLines } from './patches.ts'
import { endings } from './places.ts'
import { rateLines } from './rates.ts'
import { grouped, inAreas, objection } from './rule-line.ts'

/** What the lines of a decision are made from. */
export interface Deciding {
  readonly rules: Rules
  readonly areas: readonly AreaDefinition[]
  readonly patches: readonly VirtualPatch[]
  readonly opened: Parameters<typeof openingLines>[0]
}

/** Every step of the decision on a request, in the order of the decision (docs/gateway.md). */
export function decisionLines({ rules, areas, patches, opened }: Deciding): readonly string[] {
  const web = [...rules.areas.values()].filter(({ id }) =>
    areas.some((area) => area.id === id && area.transport === 'http'),
  )
  return [
    ...readable,
    ...canonicalLines(),
    ...areaOf(areas.filter(({ id }) => rules.areas.has(id))),
    ...openingLines(opened),
    '',
    '# Virtual patches: for everybody.',
    ...[...rules.servers.values()].flatMap((server) => patchLines(patches, server)),
    ...patched(rules),
    '',
    '# Closed for everybody.',
    objection('closed', { mode: 'enforce' }, ['!{ var(txn.area) -m found }']),
    ...closed(web),
    '',
    ...strangers(web),
    ...audienceLines(web),
    '',
    ...rateLines(web, rules),
  ]
}

/** What cannot be read in one way only, and names of others. */
const readable: readonly string[] = [
  '# Requests that everybody reads alike, for a name of the policy.',
  'acl decided var(txn.rule) -m found',
  'acl patched var(txn.patch) -m found',
  'http-request set-var(txn.rule) str(malformed) if !{ method GET HEAD POST PUT DELETE PATCH OPTIONS }',
  "http-request set-var(txn.rule) str(malformed) if !decided { fc_http_major 1 } !{ url -m reg '^/[!-\"$-~]*$' }",
  'http-request set-var(txn.rule) str(malformed) if !decided !{ req.fhdr_cnt(host) 1 }',
  'http-request set-var(txn.server) req.fhdr(host),map_str(maps/hosts.map)',
  `http-request set-var(txn.server) 'req.fhdr(host),lower,regsub(":[0-9]{1,5}$",""),map_str(maps/hosts.map)' if !{ var(txn.server) -m found }`,
  'http-request set-var(txn.rule) str(malformed.host) if !decided !{ var(txn.server) -m found }',
]

function areaOf(areas: readonly AreaDefinition[]): readonly string[] {
  const byEnding = endings(areas).map(({ area, of }) => {
    const server = area.split('.', 1)[0] ?? ''
    return `http-request set-var(txn.area) str(${area}) if !decided !{ var(txn.area) -m found } { var(txn.server) -m str ${server} } { var(txn.path) -m end ${of.join(' ')} }`
  })
  return [
    '# The area: whole pages before the longest beginning, and endings of file names where neither is known.',
    'http-request set-var(txn.area) var(txn.place),map_str(maps/pages.map) if !decided',
    'http-request set-var(txn.area) var(txn.place),map_beg(maps/areas.map) if !decided !{ var(txn.area) -m found }',
    ...byEnding,
  ]
}

/** The rule of the patch that was found: it refuses, or is only written down. */
function patched({ servers }: Rules): readonly string[] {
  const verdicts = new Map([...servers.values()].flatMap(({ patched: known }) => [...known]))
  return grouped(verdicts, ([, { mode }]) => mode).flatMap((group) => {
    const mode = group[0]?.[1].mode ?? 'enforce'
    return [
      objection('patch.%[var(txn.patch)]', { mode }, [
        `{ var(txn.patch) -m str ${group.map(([id]) => id).join(' ')} }`,
      ]),
    ]
  })
}

function closed(web: readonly AreaRules[]): readonly string[] {
  const never = web.filter(({ audience: who }) => who === 'nobody').map(({ id }) => id)
  if (never.length === 0) return []
  return [objection('closed', { mode: 'enforce' }, ['!{ var(txn.opened) -m found }', inAreas(never)])]
}

/** What binds whoever is not allowed explicitly: bans, lists, countries. */
function strangers(web: readonly AreaRules[]): readonly string[] {
  const by = (verdict: (area: AreaRules) => { readonly mode: string }) => grouped(web, (area) => verdict(area).mode)
  return [
    '# What binds strangers: bans, block lists, countries. Not technicians, monitors, and whom an area was opened for.',
    'acl technician src -f lists/technicians.lst',
    'acl allowed src -f lists/technicians.lst',
    'acl allowed src -f lists/monitors.lst',
    'acl opened var(txn.opened) -m found',
    'acl allowed var(txn.opened) -m found',
    visitOf,
    ...by(({ banned }) => banned).flatMap((areas) => banCondition(areas, areas[0]?.banned ?? { mode: 'enforce' })),
    ...listed(web),
    ...countries(web),
    '',
  ]
}

function listed(web: readonly AreaRules[]): readonly string[] {
  const lists = web[0]?.listed.slice(1) ?? []
  if (lists.length === 0) return []
  const names = lists.map(({ rule }) => rule.slice('block-list.'.length))
  return [
    ...names.map(
      (name) =>
        `http-request set-var(txn.list) str(${name}) if !{ var(txn.list) -m found } { src -f lists/block-list.${name}.lst }`,
    ),
    objection('block-list.%[var(txn.list)]', lists[0] ?? { mode: 'enforce' }, [
      '!allowed',
      '{ var(txn.list) -m found }',
    ]),
  ]
}

function countries(web: readonly AreaRules[]): readonly string[] {
  const bound = web.filter(({ admitted, fixedNetworksOnly }) => fixedNetworksOnly || admitted !== undefined)
  const lines = grouped(bound, ({ foreign, fixedNetworksOnly }) => `${foreign.mode} ${fixedNetworksOnly}`).map(
    (areas) => {
      const foreign = areas[0]?.foreign ?? { mode: 'enforce' as const, rule: 'country' }
      const admitted = areas[0]?.fixedNetworksOnly
        ? '!{ src -f lists/fixed-networks.lst }'
        : '!{ var(txn.area),concat(:,txn.geo),map_str(maps/countries.map) -m found }'
      return objection(foreign.rule, foreign, ['!allowed', inAreas(areas.map(({ id }) => id)), admitted])
    },
  )
  return ['http-request set-var(txn.geo) src,map_ip(maps/geo.map,unknown) if !decided', ...lines]
}

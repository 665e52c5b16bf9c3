import { type AreaDefinition, areaIds } from '../model/area.ts'
import type { Admit } from '../policy/intent.ts'
import type { GeoClasses, Mode } from '../policy/policy.ts'
import type { RuleSource } from './compile-rules.ts'
import type { Opinion } from './geo.ts'
import type { AreaRules } from './rules.ts'
import { largestBodies } from './usual-bodies.ts'
import { passing, type RuleFamily, type Verdict } from './verdict.ts'

/** Compiles one area: each answer that it can give is made here, once. */
export function areaRules(area: AreaDefinition, admit: Admit, source: RuleSource): AreaRules {
  const { id, transport, methods } = area
  const modeOf = (family: RuleFamily): Mode => modeIn(family, admit, source)
  const objection = (family: RuleFamily, status: number, rule: string = family): Verdict => {
    const action = transport === 'http' ? 'refuse' : 'drop'
    return { action, status: transport === 'http' ? status : 0, rule, mode: modeOf(family), area: id, observed: [] }
  }
  return {
    id,
    scope: areaIds.indexOf(id),
    audience: admit.audience,
    isForAgents: forAgents.has(id),
    admitted: Array.isArray(admit.countries) ? admittedOpinions(admit.countries, source) : undefined,
    fixedNetworksOnly: admit.countries === 'fixed-networks',
    methods: new Set(methods),
    largestBody: largestBodies[id] ?? Number.POSITIVE_INFINITY,
    openings: admit.audience === 'nobody' ? source.openings.filter(({ area }) => area === id) : [],
    forward: passing(id),
    opened: { ...passing(id), rule: 'opened' },
    // Not even an operator who only looks may leave the setup wizard open.
    closed: { ...objection('closed', 404), mode: 'enforce' },
    banned: objection('ban', 403),
    foreign: objection('country', 403, admit.countries === 'fixed-networks' ? 'fixed-networks' : 'country'),
    reserved: objection('audience', 403),
    wrongMethod: objection('method', 405),
    tooLarge: objection('size', 413),
    tooMany: objection('rate', 429),
    tooManySignIns: objection('rate', 429, 'rate.sign-in'),
    listed: ['', ...source.blockLists.map(({ name }) => name)].map((name) =>
      objection('block-list', 403, `block-list.${name}`),
    ),
  }
}

/** Areas in which an address that is known to be an agent's is slowed, not shut out. */
const forAgents = new Set<AreaDefinition['id']>(['automate.agents', 'automate.heartbeat', 'screenconnect.relay'])

/** Families that the mode of an area is about: who may enter it, and with what. */
const ofArea = new Set<RuleFamily>(['country', 'audience', 'method', 'size'])

function modeIn(family: RuleFamily, admit: Admit, { observeAll, policy }: RuleSource): Mode {
  if (observeAll || policy.gateway.observe.some((rule) => rule === family)) return 'observe'
  return ofArea.has(family) ? admit.mode : 'enforce'
}

/** For each opinion of the geo data, whether it may enter an area of these countries. */
function admittedOpinions(countries: readonly string[], { geo, policy }: RuleSource): Uint8Array {
  return Uint8Array.from(geo.opinions, (opinion) => Number(admits(opinion, countries, policy.geoClasses)))
}

/**
 * Two opinions that disagree let in whom one of them lets in, unless the policy says otherwise: geo data are wrong for
 * one address in twenty, and an agent that is locked out is worse than an attacker who has to pass the other rules too.
 */
function admits(opinion: Opinion, countries: readonly string[], classes: GeoClasses): boolean {
  const { class: kind, country, opinions } = opinion
  if (kind === 'agreed') return country !== undefined && countries.includes(country)
  if (kind === 'unknown') return classes.unknown === 'admit'
  if (kind === 'private') return classes.private === 'admit'
  return classes.disagreement === 'admit' && opinions.some((one) => one !== undefined && countries.includes(one))
}

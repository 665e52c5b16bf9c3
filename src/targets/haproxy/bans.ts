import { lengths, pointsWindow, threshold } from '../../traffic/ban-terms.ts'
import type { AreaRules } from '../../traffic/rules.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import { inAreas, objection } from './rule-line.ts'

/** An IPv4 address, or the /64 of IPv6 that one machine can choose from at will. */
export const sourceKey = 'src,ipmask(32,64)'

/** Counts of half points, since stick tables count in whole numbers. */
const halves = 2

/** Days that an entry of a stick table lasts at most (2^31 milliseconds). */
const longest = 24

/** Seconds of a first, a second and every further ban, as far as the table reaches; the gateway's last up to a tenth longer. */
const [first, second, further] = lengths.map((length) => Math.min(length, longest * 86_400))

/**
 * Tables. In `bans` and `strikes` the tag holds the second in which a ban ends and a counter how often in a row there was one,
 * so that one entry knows both; the bans of `strikes` are of one area.
 */
export function banTables(size: number): readonly string[] {
  return [
    'backend bans',
    `    stick-table type ipv6 size ${size} expire ${longest}d store gpt0,gpc0`,
    'backend strikes',
    `    stick-table type string len 80 size ${size} expire ${longest}d store gpt0,gpc1,gpc0,gpc0_rate(${pointsWindow / 1000}s)`,
  ]
}

/** Refuses who is banned: from the areas of people altogether, or from one area. */
export function banCondition(areas: readonly AreaRules[], verdict: Pick<Verdict, 'mode'>): readonly string[] {
  const place = inAreas(areas.map(({ id }) => id))
  const people = areas.filter(({ isForAgents }) => !isForAgents).map(({ id }) => id)
  return [
    ...(people.length === 0 ? [] : [objection('ban', verdict, ['!allowed', inAreas(people), 'banned'])]),
    objection('ban', verdict, ['!allowed', place, 'banned_here']),
  ]
}

/** The line that names source and area together. */
export const visitOf: string = `http-request set-var(txn.visit) '${sourceKey},concat(" ",txn.area)' if !decided`

/** Lines before the decision. */
export const banSubjects: readonly string[] = [
  '# Bans: the tag of a source is the second in which its ban ends.',
  'http-request set-var(txn.now) date',
  `acl banned ${sourceKey},table_gpt0(bans),sub(txn.now) gt 0`,
  'acl banned_here var(txn.visit),table_gpt0(strikes),sub(txn.now) gt 0',
]

/** Lines behind the decision: whoever used an exploit is banned, for longer each time. */
export const offenceLines: readonly string[] = [
  '# An exploit bans at once, except where another web site made an honest browser ask for it.',
  `acl exploit var(txn.rule) -m beg patch.`,
  'acl spared src -f lists/technicians.lst',
  'acl spared src -f lists/monitors.lst',
  'acl cross_site req.fhdr(sec-fetch-site) -m str cross-site',
  'http-request set-var(txn.offence) bool(true) if exploit !spared !cross_site !banned',
  'acl offence var(txn.offence) -m bool',
  `http-request track-sc1 ${sourceKey} table bans if offence`,
  'http-request sc-inc-gpc0(1) if offence',
  `http-request sc-set-gpt0(1) date(${first}) if offence { sc1_get_gpc0 1 }`,
  `http-request sc-set-gpt0(1) date(${second}) if offence { sc1_get_gpc0 2 }`,
  `http-request sc-set-gpt0(1) date(${further}) if offence { sc1_get_gpc0 gt 2 }`,
]

/** Lines for answers of the origin: refused sign-ins and missing pages count, ten points in a minute ban from the area. */
export function strikeLines(areas: readonly AreaRules[]): readonly string[] {
  const people = areas.filter(({ isForAgents }) => !isForAgents).map(({ id }) => id)
  if (people.length === 0) return []
  return [
    '# What the products refuse counts: a refused sign-in one point, a missing page half a point, ten in a minute ban.',
    'acl refused_by_product status 401 403',
    'acl missing_page status 404',
    `acl of_people var(txn.area) -m str ${people.join(' ')}`,
    'acl struck var(txn.struck) -m bool',
    'http-response set-var(txn.struck) bool(true) if of_people !spared !opened refused_by_product',
    'http-response set-var(txn.struck) bool(true) if of_people !spared !opened missing_page',
    'http-response track-sc1 var(txn.visit) table strikes if struck',
    'http-response sc-inc-gpc0(1) if struck',
    'http-response sc-inc-gpc0(1) if struck refused_by_product',
    `http-response set-var(txn.over) bool(true) if struck { sc1_gpc0_rate ge ${threshold * halves} } !{ sc1_get_gpt0,sub(txn.now) gt 0 }`,
    'acl over var(txn.over) -m bool',
    'http-response sc-inc-gpc1(1) if over',
    `http-response sc-set-gpt0(1) date(${first}) if over { sc1_get_gpc1 1 }`,
    `http-response sc-set-gpt0(1) date(${second}) if over { sc1_get_gpc1 2 }`,
    `http-response sc-set-gpt0(1) date(${further}) if over { sc1_get_gpc1 gt 2 }`,
  ]
}

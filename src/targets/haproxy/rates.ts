import type { Rate } from '../../traffic/rate-limits.ts'
import { signInPaths } from '../../traffic/routes.ts'
import type { AreaRules, Rules } from '../../traffic/rules.ts'
import { sourceKey } from './bans.ts'
import { grouped, inAreas, objection } from './rule-line.ts'

/** Seconds in which a rate that was used up fills again: the window in which a burst may be taken once. */
function windowOf({ perMinute, burst }: Rate): number {
  return Math.max(1, Math.round((burst * 60) / perMinute))
}

function tableOf({ id }: AreaRules): string {
  return `rate.${id}`
}

/** A table for each area: how often a source asked in the window, and how often it tried to sign in. */
export function rateTables(rules: Rules, size: number): readonly string[] {
  const signIn = rules.rates.at(-1)
  return [...rules.areas.values()].flatMap((area) => {
    const rate = rules.rates[area.scope]
    if (rate === undefined || signIn === undefined) return []
    const seconds = windowOf(rate)
    const store = `gpc0,gpc0_rate(${seconds}s),gpc1,gpc1_rate(${windowOf(signIn)}s)`
    const kept = 2 * Math.max(seconds, windowOf(signIn))
    return [`backend ${tableOf(area)}`, `    stick-table type ipv6 size ${size} expire ${kept}s store ${store}`]
  })
}

/** Lines that take from the rates of an area, last of all: what was refused costs nothing. */
export function rateLines(web: readonly AreaRules[], rules: Rules): readonly string[] {
  const signIn = rules.rates.at(-1)
  return [
    '# Rates, per source and area; what is refused costs nothing.',
    `acl sign_in var(txn.path) -m beg ${signInPaths.join(' ')}`,
    ...web.flatMap((area) => {
      const rate = rules.rates[area.scope]
      if (rate === undefined) return []
      const here = inAreas([area.id])
      return [
        `http-request track-sc0 ${sourceKey} table ${tableOf(area)} if !decided ${here}`,
        objection('rate', area.tooMany, [here, `{ sc0_gpc0_rate ge ${Math.floor(rate.burst)} }`]),
      ]
    }),
    'http-request sc-inc-gpc0(0) if !decided',
    ...grouped(web, ({ tooManySignIns }) => tooManySignIns.mode).map((areas) =>
      objection('rate.sign-in', areas[0]?.tooManySignIns ?? { mode: 'enforce' }, [
        '{ var(txn.area) -m found }',
        'sign_in',
        '{ method POST }',
        `{ sc0_gpc1_rate ge ${signIn?.burst ?? 0} }`,
      ]),
    ),
    'http-request sc-inc-gpc1(0) if !decided sign_in { method POST }',
  ]
}

/** The same for a connection of the relay. */
export function relayRateLines(relay: AreaRules, rules: Rules): readonly string[] {
  const rate = rules.rates[relay.scope]
  if (rate === undefined) return []
  return [
    `tcp-request content track-sc0 ${sourceKey} table ${tableOf(relay)} if !decided`,
    tcpObjection('rate', relay.tooMany, [`{ sc0_gpc0_rate ge ${Math.floor(rate.burst)} }`]),
    'tcp-request content sc-inc-gpc0(0) if !decided',
  ]
}

/** Notes a rule that objects to a connection. */
export function tcpObjection(
  rule: string,
  verdict: Parameters<typeof objection>[1],
  conditions: readonly string[],
): string {
  return objection(rule, verdict, conditions).replace('http-request', 'tcp-request content')
}

import { bundledCatalog } from '../../src/catalog/index.ts'
import { type CountryPrefix, prefixesOf } from './country-prefixes.ts'

type Audience = 'everyone' | 'technicians' | 'nobody'

interface PathRule {
  /** Lower case; the longest that the path begins with decides. */
  readonly path: string
  readonly audience: Audience
}

/** The one policy that every gateway is measured with, in the form that each of them translates from. */
export interface SharedPolicy {
  /** Whoever is neither here nor a technician is refused. */
  readonly countries: readonly CountryPrefix[]
  /** The allow list. It goes before the block list and the countries. */
  readonly technicians: readonly string[]
  readonly blocked: readonly string[]
  /** Longest path first. What no rule names is for technicians. */
  readonly rules: readonly PathRule[]
  /** Regular expressions, without regard to case, of paths that are for nobody. They go before the rules. */
  readonly patterns: readonly string[]
  /** The virtual patch: nobody reaches what begins with this. */
  readonly patched: string
  /** Requests a second from one address; higher than any gateway gets here. */
  readonly mostPerSecond: number
}

/** Addresses of this machine that stand for clients, by what the policy makes of them. */
export const clients = {
  admitted: '127.0.0.1',
  refusedCountry: '127.20.10.1',
  technician: '127.30.0.1',
  blocked: '127.40.0.1',
} as const

/** The public names of the two servers. Only Bollwerk tells them apart; both have the same origin here. */
export const hosts = { automate: 'automate.example', screenconnect: 'support.example' } as const

export const homeNetwork: CountryPrefix = { prefix: '127.0.0.0/16', country: 'DE' }
export const foreignNetwork: CountryPrefix = { prefix: '127.20.10.0/24', country: 'BR' }

const ruleCount = 50
const probed = [
  '^/cgi-bin/',
  '^/\\.(env|git|svn)',
  '/wp-(admin|login|content)',
  '\\.(php|phtml|jsp)$',
  '^/(phpmyadmin|pma)(/|$)',
  '^/actuator(/|$)',
  '\\.(bak|old|sql|tar\\.gz)$',
  '/etc/(passwd|shadow)',
  '^/autodiscover/',
  '^/owa/auth',
  '^/_ignition/',
  '^/solr/(admin|select)',
  '^/boaform/',
  '^/hnap1',
]

export function sharedPolicy(): SharedPolicy {
  const rules = bundledCatalog.areas
    .flatMap(({ paths, audience }) => paths.map((path) => ({ path, audience })))
    .filter(({ path }) => path !== '/')
    .toSorted((a, b) => b.path.length - a.path.length)
  return {
    countries: [homeNetwork, ...prefixesOf(['DE', 'AT', 'CH'])],
    technicians: [`127.30.0.0/24`, ...listed('198.18', 'd')],
    blocked: ['127.40.0.0/24', ...listed('198.19', 'e')],
    rules,
    patterns: probed.slice(0, ruleCount - rules.length),
    patched: '/setupwizard.aspx',
    mostPerSecond: 100_000,
  }
}

/** 300 prefixes out of the ranges for benchmarks (RFC 2544) and documentation (RFC 3849). */
function listed(range: string, group: string): readonly string[] {
  const four = Array.from({ length: 200 }, (_, index) => `${range}.${index}.0/24`)
  const six = Array.from({ length: 100 }, (_, index) => `2001:db8:${group}${(index + 16).toString(16)}::/48`)
  return [...four, ...six]
}

import type { IisAddressRules, IisFact } from '../evidence/windows/facts.ts'
import { formatPrefix, type Prefix } from '../model/address.ts'
import { isLoopback, networkOf } from './network-text.ts'

/** An application of a site in IIS, as its path below the site. */
export interface IisPlace {
  readonly site: string
  /** `/cwa`, as IIS writes it. */
  readonly path: string
}

/** The rules for addresses that hold for a place, and where they stand. */
export interface EffectiveRules {
  readonly rules: IisAddressRules
  /** `Default Web Site/cwa`; empty for the whole server. */
  readonly from: string
}

/** The applications of the technicians (EBERTLANG, automate.md §2); `automate` only where it is one of its own. */
const technicianApplications: readonly string[] = ['cwa', 'legacyccasmx', 'wcc2', 'automate']

/** What agents talk to: it must answer every address. */
const agentApplication = 'labtech'

export function technicianPlaces(iis: IisFact): readonly IisPlace[] {
  return placesOf(iis).filter(({ path }) => technicianApplications.includes(nameOf(path)))
}

export function agentPlaces(iis: IisFact): readonly IisPlace[] {
  return placesOf(iis).filter(({ path }) => nameOf(path) === agentApplication)
}

/** The name of an application in lower case. */
export function nameOf(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').toLowerCase()
}

/**
 * The rules that decide for a place: its own, or those of the nearest place above it that has any. IIS merges lists
 * on the way down; the nearest decides about `allowUnlisted`, and a list that was inherited beside it only lets in
 * more than shown.
 */
export function effectiveRules({ places }: IisFact, { site, path }: IisPlace): EffectiveRules | undefined {
  const whole = `${site}${path}`.replace(/\/+$/, '').toLowerCase()
  const above = places.filter(({ path: place }) => isAtOrAbove(place.replace(/\/+$/, '').toLowerCase(), whole))
  const nearest = above.toSorted((a, b) => b.path.length - a.path.length)[0]
  return nearest && { rules: nearest.rules, from: nearest.path }
}

/** Places below an application that have rules of their own, such as `Default Web Site/cwa/api`. */
export function rulesBelow({ places }: IisFact, { site, path }: IisPlace): readonly EffectiveRules[] {
  const whole = `${site}${path}`.replace(/\/+$/, '').toLowerCase()
  return places
    .filter((place) => place.path.toLowerCase().startsWith(`${whole}/`))
    .map(({ rules, path: from }) => ({ rules, from }))
}

/** The networks that a list lets in; entries that cannot be understood as one are given by their text. */
export function allowedNetworks({ entries }: IisAddressRules): readonly (Prefix | string)[] {
  return entries.flatMap(({ address, mask, allowed }) => (allowed ? [networkOf(address, mask) ?? address] : []))
}

export function allowsLoopback(rules: IisAddressRules): boolean {
  return allowedNetworks(rules).some(
    (network) => typeof network !== 'string' && (isLoopback(formatPrefix(network)) || network.length === 0),
  )
}

function placesOf({ sites }: IisFact): readonly IisPlace[] {
  return sites.flatMap(({ name, applications }) => applications.map(({ path }) => ({ site: name, path })))
}

function isAtOrAbove(place: string, whole: string): boolean {
  return place === '' || place === whole || whole.startsWith(`${place}/`)
}

/**
 * Where a look from outside was taken from. "Reachable" means nothing without it.
 *
 * - `internet`: a network that no rule of the site trusts
 * - `technicians`: a network that the policy counts among its technicians
 * - `main-network`: the operator's own office network
 * - `server-segment`: the segment that the servers stand in
 * - `unstated`: nobody said; whatever depends on the place stays unknown
 */
export type Place = 'internet' | 'technicians' | 'main-network' | 'server-segment' | 'unstated'

export const places: readonly Place[] = ['internet', 'technicians', 'main-network', 'server-segment', 'unstated']

export interface Vantage {
  readonly place: Place
  /** ISO 3166-1 alpha-2 code of the country that the source address belongs to, if the operator named it. */
  readonly country?: string
  /** The operator's own words for the place, shown beside the evidence. */
  readonly note?: string
}

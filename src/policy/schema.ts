import { z } from 'zod'
import { parseAddress } from '../model/address.ts'
import { type AreaId, areaIds } from '../model/area.ts'
import { parseCountry } from '../model/country.ts'
import { parseHost } from '../model/host.ts'
import { parseLine } from '../model/line.ts'
import { parseLink } from '../model/link.ts'
import { languages } from '../model/text.ts'
import { alwaysClosed } from './always-closed.ts'
import { obeying, reading } from './contradiction.ts'
import { gateway } from './gateway-schema.ts'
import { attestation, dispute, exception } from './living-schema.ts'
import { parseNetwork, parseTechnicianNetwork } from './network.ts'
import * as openedRules from './opened-rules.ts'
import type { PolicyFile } from './policy-file.ts'
import * as rules from './rules.ts'
import * as siteRules from './site-rules.ts'
import { count, port } from './whole-number.ts'
import { endpoint, written } from './written.ts'

const country = written(parseCountry, { pattern: '^[A-Z]{2}$' })
const line = written((text) => parseLine(text), { minLength: 1 })
const server = {
  host: written(parseHost),
  addresses: z.array(written(parseAddress)).min(1).exactOptional(),
  origin: endpoint('http', 'https'),
}

const automate = z.strictObject(server).superRefine(obeying(rules.addressesOfAddress), reading(['host'], ['addresses']))

const screenconnect = z
  .strictObject({ ...server, relay: endpoint('tcp').exactOptional(), relayPort: port.exactOptional() })
  .superRefine(obeying(rules.addressesOfAddress), reading(['host'], ['addresses']))
  .superRefine(obeying(rules.relayPortAlone), reading(['relay'], ['relayPort']))

const servers = z
  .strictObject({ automate: automate.exactOptional(), screenconnect: screenconnect.exactOptional() })
  .meta({ minProperties: 1 })
  .superRefine(obeying(rules.noServer))
  .superRefine(obeying(rules.sameHost), reading(['automate', 'host'], ['screenconnect', 'host']))

const area = z.strictObject({
  audience: z.enum(['everyone', 'technicians', 'nobody']).exactOptional(),
  countries: z.union([z.literal('any'), z.array(country).min(1)]).exactOptional(),
  mode: z.enum(['observe', 'enforce']).exactOptional(),
  rate: z.strictObject({ perMinute: count(1, 10_000_000), burst: count(1, 10_000_000) }).exactOptional(),
})

const closedArea = z.strictObject({
  audience: z.literal('nobody').exactOptional(),
  mode: z.literal('enforce').exactOptional(),
})

const geoOverrides = z
  .array(z.strictObject({ prefix: written(parseNetwork), country }))
  .superRefine(obeying(rules.prefixTwice))

const geoClass = z.enum(['admit', 'refuse'])

const geo = z.strictObject({
  overrides: geoOverrides.prefault([]),
  unknown: geoClass.prefault('refuse'),
  private: geoClass.prefault('admit'),
  disagreement: geoClass.prefault('admit'),
  database: written((text) => parseLine(text, 1_000), { minLength: 1 }).exactOptional(),
})

const ownNetworks = [['technicians'], ['fixedNetworks'], ['gateway', 'monitors']]

/**
 * The shape of the policy file. It reads each value and finds what contradicts what. Its issues carry our own
 * sentences or none; the library's are never shown.
 */
export const policyFile: z.ZodType<PolicyFile> = z
  .strictObject({
    site: line,
    language: z.enum(languages).prefault('de'),
    technicians: z.array(written(parseTechnicianNetwork)),
    countries: z.array(country).min(1).prefault(['DE', 'AT', 'CH']),
    fixedNetworksOnly: z.boolean().prefault(false),
    fixedNetworks: z.array(written(parseNetwork)).prefault([]),
    servers,
    areas: z.strictObject(eachArea()).prefault({}),
    geo: geo.prefault({}),
    gateway,
    exceptions: z.array(exception).prefault([]),
    attestations: z.array(attestation).prefault([]),
    disputes: z.array(dispute).prefault([]),
    support: z
      .strictObject({ name: line, booking: written(parseLink, { pattern: '^https://' }).exactOptional() })
      .exactOptional(),
  })
  .superRefine(obeying(rules.noFixedNetworks), reading(['fixedNetworksOnly'], ['fixedNetworks']))
  .superRefine(obeying(rules.countriesBesideFixedNetworks), reading(['fixedNetworksOnly'], ['areas']))
  .superRefine(obeying(siteRules.blockedOwn), reading(...ownNetworks, ['gateway', 'blocked']))
  .superRefine(obeying(openedRules.openedThoughOpen), reading(['servers'], ['areas'], ['gateway', 'opened']))
  .superRefine(obeying(openedRules.openedForProxy), reading(['gateway', 'proxies', 'networks'], ['gateway', 'opened']))
  .superRefine(obeying(siteRules.ownBehindProxy), reading(...ownNetworks, ['gateway', 'proxies', 'networks']))
  .superRefine(obeying(siteRules.certificateOfPlainOrigin), reading(['servers'], ['gateway', 'originCertificates']))
  .superRefine(obeying(siteRules.relayOnPlainPort), reading(['servers'], ['gateway', 'listen']))

function eachArea(): Record<AreaId, z.ZodExactOptional<typeof area | typeof closedArea>> {
  const shapes = areaIds.map((id) => [id, (alwaysClosed.includes(id) ? closedArea : area).exactOptional()])
  // Built from areaIds, which names every AreaId.
  return Object.fromEntries(shapes) as Record<AreaId, z.ZodExactOptional<typeof area | typeof closedArea>>
}

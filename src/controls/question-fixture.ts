import { bundledCatalog } from '../catalog/index.ts'
import { EvidenceSet, type FactName, type Facts } from '../evidence/facts.ts'
import { parseAddress, parsePrefix } from '../model/address.ts'
import { parseEndpoint } from '../model/endpoint.ts'
import type { Evidence, Missing } from '../model/evidence.ts'
import type { Parsed } from '../model/parsed.ts'
import type { ServerKind } from '../model/server.ts'
import type { Vantage } from '../model/vantage.ts'
import { lower } from '../policy/lower.ts'
import { type Policy, serverOfKind } from '../policy/policy.ts'
import { usualSettings } from '../policy/policy-fixture.ts'
import type { Control } from './control.ts'
import { type Examination, examine, type Situation } from './examine.ts'
import { mustBeSound } from './sound-answer-fixture.ts'

/** The moment at which tests judge: noon of 2026-11-23, UTC. */
export const noon: number = Date.parse('2026-11-23T12:00:00Z')

/** Looked at an hour before `noon`. */
export const anHourAgo = '2026-11-23T11:00:00.000Z'

/** Older than any control accepts. */
export const lastYear = '2025-11-23T11:00:00.000Z'

export const fromInternet: Vantage = { place: 'internet', country: 'DE' }
export const fromAbroad: Vantage = { place: 'internet', country: 'BR' }
export const fromTechnicians: Vantage = { place: 'technicians', country: 'DE' }
export const fromMainNetwork: Vantage = { place: 'main-network', country: 'DE' }

function must<Value>(parsed: Parsed<Value>): Value {
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

/** A site with both servers, as the smallest policy file of the design describes it. */
export const musterMsp: Policy = {
  site: 'Muster-MSP',
  language: 'de',
  technicians: [{ prefix: must(parsePrefix('203.0.113.0/24')) }, { name: 'buero.muster-msp.de' }],
  countries: ['DE', 'AT', 'CH'],
  fixedNetworksOnly: false,
  fixedNetworks: [],
  servers: [
    {
      kind: 'automate',
      host: 'automate.muster-msp.de',
      addresses: [must(parseAddress('198.51.100.10'))],
      origin: must(parseEndpoint('https://10.20.0.10', ['https'])),
    },
    {
      kind: 'screenconnect',
      host: 'support.muster-msp.de',
      addresses: [must(parseAddress('198.51.100.11'))],
      origin: must(parseEndpoint('http://10.20.0.11:8040', ['http'])),
      relay: { origin: must(parseEndpoint('tcp://10.20.0.11:8041', ['tcp'])), publicPort: 8041 },
    },
  ],
  areas: {},
  geoOverrides: [],
  ...usualSettings,
  exceptions: [],
  support: { name: 'Muster-Support', booking: 'https://muster-support.example/termin' },
}

interface Circumstance {
  readonly source?: string
  readonly at?: string
  readonly vantage?: Vantage
}

/** A fact that the outside witness saw. */
export function seen<Name extends FactName>(
  server: ServerKind,
  fact: Name,
  value: Facts[Name],
  { source = `test://${server}`, at = anHourAgo, vantage = fromInternet }: Circumstance = {},
): Evidence {
  return { fact, witness: 'outside', server, source, at, vantage, value }
}

/** A fact that the outside witness could not see. */
export function unseen(
  server: ServerKind,
  fact: FactName,
  missing: Missing,
  { source = `test://${server}`, at = anHourAgo, vantage = fromInternet }: Circumstance = {},
): Evidence {
  return { fact, witness: 'outside', server, source, at, vantage, missing }
}

/** A fact that was seen within a server. */
export function inside<Name extends FactName>(
  server: ServerKind,
  fact: Name,
  value: Facts[Name],
  { source = 'RMM01: test', at = anHourAgo }: Omit<Circumstance, 'vantage'> = {},
): Evidence {
  return { fact, witness: 'inside', server, source, at, value }
}

/** A fact that could not be seen within a server. */
export function notInside(
  server: ServerKind,
  fact: FactName,
  missing: Missing,
  { source = 'RMM01: test', at = anHourAgo }: Omit<Circumstance, 'vantage'> = {},
): Evidence {
  return { fact, witness: 'inside', server, source, at, missing }
}

/** Asks a control about one server of `musterMsp`, with whatever the test changes. Throws if an answer is not sound. */
export function ask(
  control: Control,
  server: ServerKind,
  evidence: readonly Evidence[],
  changes: Partial<Pick<Situation, 'policy' | 'catalog' | 'now'>> = {},
): Examination {
  const { policy = musterMsp, catalog = bundledCatalog, now = noon } = changes
  const subject = serverOfKind(policy, server)
  if (!subject) throw new Error(`the policy has no ${server}`)
  const intents = lower(policy, catalog.areas)
  const examination = examine(control, subject, { policy, intents, catalog, evidence: new EvidenceSet(evidence), now })
  if (!control.id.endsWith('.sample')) mustBeSound(examination.judgements, evidence)
  return examination
}

import { formatAddress, formatPrefix } from '../model/address.ts'
import type { AreaId } from '../model/area.ts'
import { formatEndpoint } from '../model/endpoint.ts'
import { type Language, say } from '../model/text.ts'
import { group, line, list } from './entry.ts'
import { gatewayEntry } from './gateway-entry.ts'
import type { ListenSettings } from './gateway-settings.ts'
import type { Admit, Intent, Publish } from './intent.ts'
import { attestationItem, disputeItem, exceptionItem } from './living-item.ts'
import { formatTechnicianNetwork } from './network.ts'
import { comment, type Entry, outlined } from './outline.ts'
import type { AreaOverride, Policy, Server } from './policy.ts'
import { ownAddress } from './policy-file.ts'
import { usualRates } from './usual-rates.ts'

/**
 * The policy as it holds, as YAML that `readPolicy` reads back to the same policy: what is as Bollwerk has it by
 * default stands in comments, everything else is what the operator wrote. The open ports follow at the end.
 */
export function showPolicy(policy: Policy, intents: readonly Intent[], language: Language = policy.language): string {
  const parts = [
    comment(heading[language]),
    outlined(entriesOf(policy, intents, language)),
    ports(policy, intents, language),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const heading = say(
  'Die Richtlinie, wie sie gilt. Auskommentierte Zeilen sind Vorgaben von Bollwerk, die anderen stehen in Ihrer Datei.',
  'The policy as it holds. Lines in comments are defaults of Bollwerk, the others stand in your file.',
)

function entriesOf(policy: Policy, intents: readonly Intent[], language: Language): readonly Entry[] {
  const { site, technicians, countries, fixedNetworksOnly, fixedNetworks, servers } = policy
  const { exceptions, attestations, disputes } = policy
  const areas = intents.filter((intent): intent is Admit => intent.kind === 'admit')
  return [
    line('site', site),
    line('language', policy.language, 'de'),
    line('technicians', technicians.map(formatTechnicianNetwork)),
    line('countries', countries, ['DE', 'AT', 'CH']),
    line('fixedNetworksOnly', fixedNetworksOnly, false),
    line('fixedNetworks', fixedNetworks.map(formatPrefix), []),
    group(
      'servers',
      servers.map((server) => group(server.kind, serverEntries(server, language))),
    ),
    group(
      'areas',
      areas.map((admit) => area(admit, policy)),
    ),
    geoEntry(policy, language),
    gatewayEntry(policy.gateway, language),
    list('exceptions', exceptions.map(exceptionItem)),
    list('attestations', attestations.map(attestationItem)),
    list('disputes', disputes.map(disputeItem)),
    ...(policy.support ? [line('support', { ...policy.support })] : []),
  ]
}

function geoEntry({ geoOverrides, geoClasses, geoDatabase }: Policy, language: Language): Entry {
  const bundled = say('die mitgelieferten Geodaten', 'the geo data that come along')[language]
  return group('geo', [
    list(
      'overrides',
      geoOverrides.map(({ prefix, country }) => ({ prefix: formatPrefix(prefix), country })),
    ),
    line('unknown', geoClasses.unknown, 'refuse'),
    line('private', geoClasses.private, 'admit'),
    line('disagreement', geoClasses.disagreement, 'admit'),
    geoDatabase === undefined ? { key: 'database', given: false, value: bundled } : line('database', geoDatabase),
  ])
}

function serverEntries({ kind, host, addresses, origin, relay }: Server, language: Language): readonly Entry[] {
  const noRelay = { key: 'relay', given: false, value: say('wird nicht angeboten', 'is not offered')[language] }
  return [
    line('host', host),
    addresses.length === 0
      ? { key: 'addresses', given: false, value: say('aus dem DNS', 'from DNS')[language] }
      : line('addresses', addresses.map(formatAddress), ownAddress(host).map(formatAddress)),
    line('origin', formatEndpoint(origin)),
    ...(relay
      ? [line('relay', formatEndpoint(relay.origin)), line('relayPort', relay.publicPort, relay.origin.port)]
      : []),
    ...(kind === 'screenconnect' && !relay ? [noRelay] : []),
  ]
}

/**
 * Its effect comes from the intent, what of it the operator wrote from the policy. Countries say nothing of an area
 * that is not for everyone.
 */
function area({ area: id, audience, countries, mode }: Admit, policy: Policy): Entry {
  const override = policy.areas[id] ?? {}
  const bound = audience === 'everyone' || override.countries !== undefined
  return group(id, [
    { ...line('audience', audience), given: override.audience !== undefined },
    ...(bound ? [{ ...line('countries', countries), given: override.countries !== undefined }] : []),
    { ...line('mode', mode), given: override.mode !== undefined },
    // Where nobody is let in, there is no rate.
    ...(audience === 'nobody' && !override.rate ? [] : [rateLine(id, override)]),
  ])
}

function rateLine(id: AreaId, { rate }: AreaOverride): Entry {
  return { ...line('rate', { ...(rate ?? usualRates[id]) }), given: rate !== undefined }
}

function ports({ gateway }: Policy, intents: readonly Intent[], language: Language): readonly string[] {
  const open = intents.filter((intent): intent is Publish => intent.kind === 'publish')
  const title = say('Offene Ports, jeder andere ist zu:', 'Open ports, every other one is closed:')
  const lines = open.map(({ server, protocol, port, areas }) => `${server} ${port}/${protocol}: ${areas.join(', ')}`)
  return [title[language], ...lines, ...plainPort(gateway.listen, language)].flatMap(comment)
}

function plainPort({ http, plain }: ListenSettings, language: Language): readonly string[] {
  if (http === undefined) return []
  const what =
    plain === 'redirect'
      ? say('nur eine Weiterleitung zu https', 'only a redirect to https')
      : say('derselbe Dienst, unverschlüsselt', 'the same service, unencrypted')
  return [`Gateway ${http}/tcp: ${what[language]}`]
}

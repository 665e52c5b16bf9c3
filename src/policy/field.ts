import { say, type Text } from '../model/text.ts'
import { attestationFields } from './attestation-field.ts'
import { disputeFields } from './dispute-field.ts'
import { exceptionFields } from './exception-field.ts'
import { gatewayFields } from './gateway-field.ts'

/** What a key of the policy file is for, told in error messages, in drafts and in the JSON Schema. */
export interface Field {
  /** A noun phrase. */
  readonly purpose: Text
  /** One line of YAML that would be right. */
  readonly example: string
}

/** A place in the policy: keys, and indexes of lists from 0. */
export type Path = readonly (string | number)[]

/** What is known of the key at a place; absent for what is no key of the policy. */
export function fieldAt(path: Path): Field | undefined {
  return table[pattern(path)]
}

/** The field of that name, such as `servers.automate.host`; the name is one of ours. */
export function fieldNamed(name: string): Field {
  const field = table[name]
  if (field === undefined) throw new Error(`The policy has no field ${name}`)
  return field
}

/** The name of every field, in the order of the file. */
export function fieldNames(): readonly string[] {
  return Object.keys(table)
}

/** The keys that may stand in the mapping at a place. Areas are not among them: they are a list of their own. */
export function keysAt(path: Path): readonly string[] {
  const parent = path.length === 0 ? '' : `${pattern(path)}.`
  const inside = Object.keys(table).filter((key) => key.startsWith(parent))
  return inside.map((key) => key.slice(parent.length)).filter((key) => !/[.[*]/.test(key))
}

/** Every index of a list is the same field, and so is every area. */
function pattern(path: Path): string {
  const names = path.map((step, index) => (path[0] === 'areas' && index === 1 ? '*' : step))
  return names.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}

const host = say(
  'der öffentliche Name, unter dem Agenten und Menschen den Server erreichen',
  'the public name under which agents and people reach the server',
)
const addresses = say(
  'die öffentlichen Adressen des Servers, falls sie nicht im DNS nachgeschlagen werden sollen',
  'the public addresses of the server, in case they must not be looked up in DNS',
)
const origin = say(
  'wo das Produkt selbst lauscht, hinter dem Gateway: http oder https, Adresse oder Name, Port',
  'where the product itself listens, behind the gateway: http or https, address or name, port',
)

const table: Readonly<Record<string, Field>> = {
  site: {
    purpose: say(
      'der Name Ihres Standorts oder Betriebs, wie er in Berichten steht',
      'the name of your site or business as reports show it',
    ),
    example: 'site: Muster-MSP',
  },
  language: {
    purpose: say('die Sprache der Berichte, de oder en', 'the language of the reports, de or en'),
    example: 'language: de',
  },
  technicians: {
    purpose: say(
      'von wo Ihre Techniker arbeiten: Adressen, Netze und Namen mit wechselnder Adresse; nur von dort sind die Oberflächen der Techniker erreichbar',
      'where your technicians work from: addresses, networks and names whose address changes; only from there the interfaces of technicians can be reached',
    ),
    example: 'technicians: [203.0.113.0/24, buero.muster-msp.de]',
  },
  'technicians[]': {
    purpose: say('eine Adresse, ein Netz oder ein Rechnername', 'an address, a network or a host name'),
    example: 'technicians: [203.0.113.0/24, buero.muster-msp.de]',
  },
  countries: {
    purpose: say(
      'die Länder (ISO 3166-1), aus denen Agenten und Kunden kommen; andere werden abgewiesen',
      'the countries (ISO 3166-1) that agents and customers come from; others are turned away',
    ),
    example: 'countries: [DE, AT, CH]',
  },
  'countries[]': {
    purpose: say('ein Länderkürzel aus zwei Großbuchstaben', 'a country code of two capital letters'),
    example: 'countries: [DE, AT, CH]',
  },
  fixedNetworksOnly: {
    purpose: say(
      'ob nur die Netze unter fixedNetworks hereindürfen; das ersetzt die Länder',
      'whether only the networks under fixedNetworks are let in; this replaces the countries',
    ),
    example: 'fixedNetworksOnly: true',
  },
  fixedNetworks: {
    purpose: say('die festen Adressen und Netze Ihrer Kunden', 'the fixed addresses and networks of your customers'),
    example: 'fixedNetworks: [198.51.100.0/24, 2001:db8:1::/48]',
  },
  'fixedNetworks[]': {
    purpose: say('eine Adresse oder ein Netz', 'an address or a network'),
    example: 'fixedNetworks: [198.51.100.0/24]',
  },
  servers: {
    purpose: say('die Server des Standorts, mindestens einer', 'the servers of the site, at least one'),
    example: 'servers: { automate: { host: automate.muster-msp.de, origin: https://10.20.0.10 } }',
  },
  'servers.automate': {
    purpose: say('der Server von ConnectWise Automate', 'the server of ConnectWise Automate'),
    example: 'automate: { host: automate.muster-msp.de, origin: https://10.20.0.10 }',
  },
  'servers.automate.host': { purpose: host, example: 'host: automate.muster-msp.de' },
  'servers.automate.addresses': { purpose: addresses, example: 'addresses: [198.51.100.10]' },
  'servers.automate.addresses[]': { purpose: say('eine Adresse', 'an address'), example: 'addresses: [198.51.100.10]' },
  'servers.automate.origin': { purpose: origin, example: 'origin: https://10.20.0.10' },
  'servers.screenconnect': {
    purpose: say('der Server von ConnectWise ScreenConnect', 'the server of ConnectWise ScreenConnect'),
    example: 'screenconnect: { host: support.muster-msp.de, origin: http://10.20.0.11:8040 }',
  },
  'servers.screenconnect.host': { purpose: host, example: 'host: support.muster-msp.de' },
  'servers.screenconnect.addresses': { purpose: addresses, example: 'addresses: [198.51.100.11]' },
  'servers.screenconnect.addresses[]': {
    purpose: say('eine Adresse', 'an address'),
    example: 'addresses: [198.51.100.11]',
  },
  'servers.screenconnect.origin': { purpose: origin, example: 'origin: http://10.20.0.11:8040' },
  'servers.screenconnect.relay': {
    purpose: say(
      'wo das Relay für Fernwartungssitzungen lauscht; ohne diese Angabe wird es nicht angeboten',
      'where the relay for remote sessions listens; without this it is not offered',
    ),
    example: 'relay: tcp://10.20.0.11:8041',
  },
  'servers.screenconnect.relayPort': {
    purpose: say(
      'der öffentliche Port des Relays; ohne diese Angabe der Port unter relay',
      'the public port of the relay; without this the port under relay',
    ),
    example: 'relayPort: 8041',
  },
  areas: {
    purpose: say(
      'Abweichungen von den Vorgaben einzelner Bereiche; "bollwerk policy show" zeigt alle Bereiche',
      'deviations from the defaults of single areas; "bollwerk policy show" lists every area',
    ),
    example: 'areas: { automate.installer: { audience: technicians } }',
  },
  'areas.*': {
    purpose: say('was für diesen Bereich anders gilt', 'what is different for this area'),
    example: 'automate.installer: { audience: technicians, rate: { perMinute: 60, burst: 30 } }',
  },
  'areas.*.audience': {
    purpose: say(
      'für wen der Bereich ist: everyone, technicians oder nobody',
      'who the area is for: everyone, technicians or nobody',
    ),
    example: 'audience: technicians',
  },
  'areas.*.countries': {
    purpose: say(
      'die Länder, aus denen der Bereich erreichbar ist, oder any für alle',
      'the countries from which the area can be reached, or any for all',
    ),
    example: 'countries: [DE, AT, CH, IT]',
  },
  'areas.*.countries[]': {
    purpose: say('ein Länderkürzel aus zwei Großbuchstaben', 'a country code of two capital letters'),
    example: 'countries: [DE, AT, CH, IT]',
  },
  'areas.*.mode': {
    purpose: say(
      'observe meldet nur, was die Regel täte; enforce setzt sie durch',
      'observe only reports what the rule would do; enforce does it',
    ),
    example: 'mode: observe',
  },
  'areas.*.rate': {
    purpose: say(
      'wie oft eine Quelle fragen darf; eine Quelle ist oft ein ganzes Büro',
      'how often one source may ask; one source often is a whole office',
    ),
    example: 'rate: { perMinute: 600, burst: 300 }',
  },
  'areas.*.rate.perMinute': {
    purpose: say('auf Dauer, von 1 bis 10000000', 'in the long run, from 1 to 10000000'),
    example: 'perMinute: 600',
  },
  'areas.*.rate.burst': {
    purpose: say('auf einmal nach einer Pause, von 1 bis 10000000', 'at once after a pause, from 1 to 10000000'),
    example: 'burst: 300',
  },
  geo: {
    purpose: say(
      'aus welchem Land Adressen sind, und was gilt, wenn es niemand sagen kann',
      'which country addresses are from, and what holds where nobody can tell',
    ),
    example: 'geo: { unknown: refuse }',
  },
  'geo.overrides': {
    purpose: say(
      'Netze, deren Land Sie besser kennen als die Geodaten',
      'networks whose country you know better than the geo data',
    ),
    example: 'overrides: [{ prefix: 198.51.100.0/24, country: AT }]',
  },
  'geo.overrides[]': {
    purpose: say('ein Netz und sein Land', 'a network and its country'),
    example: '{ prefix: 198.51.100.0/24, country: AT }',
  },
  'geo.overrides[].prefix': { purpose: say('das Netz', 'the network'), example: 'prefix: 198.51.100.0/24' },
  'geo.overrides[].country': {
    purpose: say('das Land des Netzes', 'the country of the network'),
    example: 'country: AT',
  },
  'geo.unknown': {
    purpose: say(
      'ob herein darf, dessen Land die Daten der Vergabestellen (RIPE und andere) nicht nennen, auch wenn die zweite Quelle eines nennt: admit oder refuse',
      'whether somebody is let in whose country the data of the registries (RIPE and others) do not name, even if the second source names one: admit or refuse',
    ),
    example: 'unknown: refuse',
  },
  'geo.private': {
    purpose: say(
      'ob Adressen hereindürfen, die nur in einem privaten Netz etwas bedeuten: admit oder refuse',
      'whether addresses are let in that mean something only inside a private network: admit or refuse',
    ),
    example: 'private: admit',
  },
  'geo.disagreement': {
    purpose: say(
      'ob herein darf, bei dem zwei Quellen uneins sind und eine davon ein erlaubtes Land nennt: admit oder refuse',
      'whether somebody is let in on whom two sources disagree while one of them names an admitted country: admit or refuse',
    ),
    example: 'disagreement: admit',
  },
  'geo.database': {
    purpose: say(
      'Ihre eigenen Geodaten, eine Datei in MaxMinds Format (.mmdb), vom Ordner der Richtlinie aus',
      "your own geo data, a file in MaxMind's format (.mmdb), seen from the folder of the policy",
    ),
    example: 'database: geo/laender.mmdb',
  },
  ...gatewayFields,
  ...exceptionFields,
  ...attestationFields,
  ...disputeFields,
  support: {
    purpose: say('wer hilft, wenn etwas zu tun ist', 'who helps when something has to be done'),
    example: 'support: { name: Muster-Support, booking: https://support.muster-msp.de/termin }',
  },
  'support.name': {
    purpose: say('der Name der Ansprechstelle', 'the name of the contact'),
    example: 'name: Muster-Support',
  },
  'support.booking': {
    purpose: say('die Seite, auf der man einen Termin bucht', 'the page on which to book an appointment'),
    example: 'booking: https://support.muster-msp.de/termin',
  },
}

import { say } from '../model/text.ts'
import type { Field } from './field.ts'
import { listenFields } from './listen-field.ts'
import { tlsFields } from './tls-field.ts'

const network = say('eine Adresse oder ein Netz', 'an address or a network')
const originCertificate = say(
  'die Datei (PEM) mit der Zertifizierungsstelle oder dem Zertifikat, dem das Gateway bei diesem Server vertraut, vom Ordner der Richtlinie aus',
  'the file (PEM) with the authority or the certificate that the gateway trusts at this server, seen from the folder of the policy',
)

/** The fields of the block `gateway`, by their place in the policy. */
export const gatewayFields: Readonly<Record<string, Field>> = {
  gateway: {
    purpose: say('wie das Gateway selbst arbeitet', 'how the gateway itself works'),
    example: 'gateway: { tls: { profile: modern } }',
  },
  ...listenFields,
  'gateway.proxies': {
    purpose: say(
      'eigene Proxys vor dem Gateway, die sagen, für wen sie sprechen',
      'proxies of your own in front of the gateway that tell whom they speak for',
    ),
    example: 'proxies: { networks: [10.20.0.2], tell: x-forwarded-for }',
  },
  'gateway.proxies.networks': {
    purpose: say(
      'die Adressen der Proxys; wer von dort spricht, dem wird geglaubt, für wen er spricht',
      'the addresses of the proxies; whoever speaks from there is believed whom they speak for',
    ),
    example: 'networks: [10.20.0.2]',
  },
  'gateway.proxies.networks[]': { purpose: network, example: 'networks: [10.20.0.2]' },
  'gateway.proxies.tell': {
    purpose: say(
      'wie die Proxys es sagen: proxy-protocol vor jeder Verbindung, die dann damit beginnen muss, oder x-forwarded-for in jeder Anfrage',
      'how the proxies tell it: proxy-protocol in front of each connection, which then must begin with it, or x-forwarded-for in each request',
    ),
    example: 'tell: x-forwarded-for',
  },
  'gateway.monitors': {
    purpose: say(
      'von wo Ihre Überwachung nachsieht: nie gesperrt und an keine Länder gebunden, aber ohne die Rechte der Techniker',
      'where your monitoring looks from: never banned and bound to no countries, but without the rights of technicians',
    ),
    example: 'monitors: [192.0.2.80, monitor.muster-msp.de]',
  },
  'gateway.monitors[]': {
    purpose: say('eine Adresse, ein Netz oder ein Rechnername', 'an address, a network or a host name'),
    example: 'monitors: [192.0.2.80, monitor.muster-msp.de]',
  },
  'gateway.blocked': {
    purpose: say(
      'Netze, die abgewiesen werden, auch wenn ihr Land hereindarf; höchstens so weit wie /8 bei IPv4 und /12 bei IPv6',
      'networks that are turned away even if their country is let in; at most as wide as /8 in IPv4 and /12 in IPv6',
    ),
    example: 'blocked: [192.0.2.128/25]',
  },
  'gateway.blocked[]': { purpose: network, example: 'blocked: [192.0.2.128/25]' },
  'gateway.blockLists': {
    purpose: say(
      'Sperrlisten in Dateien, die ein anderes Programm holt; eine geänderte Datei gilt ohne Neustart',
      'block lists in files that another program fetches; a changed file counts without a restart',
    ),
    example: 'blockLists: [{ name: spamhaus-drop, file: lists/drop.txt }]',
  },
  'gateway.blockLists[]': {
    purpose: say('eine Sperrliste', 'a block list'),
    example: '{ name: spamhaus-drop, file: lists/drop.txt }',
  },
  'gateway.blockLists[].name': {
    purpose: say(
      'ein Name aus kleinen Buchstaben, Ziffern und Bindestrichen; die Regel heißt dann block-list.<Name>',
      'a name of lower-case letters, digits and hyphens; the rule then is called block-list.<name>',
    ),
    example: 'name: spamhaus-drop',
  },
  'gateway.blockLists[].file': {
    purpose: say(
      'die Datei, vom Ordner der Richtlinie aus: je Zeile eine Adresse oder ein Netz, Kommentare hinter # oder ;, oder je Zeile JSON mit cidr, wie Spamhaus es verteilt',
      'the file, seen from the folder of the policy: an address or a network on each line, comments behind # or ;, or JSON with cidr on each line as Spamhaus hands it out',
    ),
    example: 'file: lists/drop.txt',
  },
  'gateway.opened': {
    purpose: say(
      'geschlossene Bereiche, die für eine einzelne Adresse kurz geöffnet sind; höchstens 60 Minuten von dem Augenblick an, in dem die Richtlinie in Kraft tritt',
      'closed areas that are open for one single address for a short while; 60 minutes at most from the moment when the policy comes into force',
    ),
    example: 'opened: [{ area: screenconnect.setup, address: 203.0.113.7, until: 2026-11-25T12:30:00+01:00 }]',
  },
  'gateway.opened[]': {
    purpose: say('ein kurz geöffneter Bereich', 'an area that is open for a short while'),
    example: '{ area: screenconnect.setup, address: 203.0.113.7, until: 2026-11-25T12:30:00+01:00 }',
  },
  'gateway.opened[].area': {
    purpose: say(
      'der Bereich: screenconnect.setup, oder einer, der unter areas für nobody ist',
      'the area: screenconnect.setup, or one that is for nobody under areas',
    ),
    example: 'area: screenconnect.setup',
  },
  'gateway.opened[].address': {
    purpose: say('die eine Adresse, für die er offen ist', 'the one address that it is open for'),
    example: 'address: 203.0.113.7',
  },
  'gateway.opened[].until': {
    purpose: say('wann er wieder schließt, mit Zeitzone', 'when it closes again, with the zone of the time'),
    example: 'until: 2026-11-25T12:30:00+01:00',
  },
  'gateway.observe': {
    purpose: say(
      'Regeln, die im ganzen Gateway nur melden, was sie täten: patch, ban, block-list, country, audience, method, size, rate',
      'rules that in the whole gateway only report what they would do: patch, ban, block-list, country, audience, method, size, rate',
    ),
    example: 'observe: [rate, block-list]',
  },
  'gateway.observe[]': {
    purpose: say('eine Regel', 'a rule'),
    example: 'observe: [rate, block-list]',
  },
  'gateway.originCertificates': {
    purpose: say(
      'wem das Gateway hinter sich vertraut, wo ein Ursprung https spricht; ohne Angabe den Zertifizierungsstellen des Systems',
      "whom the gateway trusts behind itself where an origin speaks https; without this the system's authorities",
    ),
    example: 'originCertificates: { automate: tls/automate-ca.pem }',
  },
  'gateway.originCertificates.automate': { purpose: originCertificate, example: 'automate: tls/automate-ca.pem' },
  'gateway.originCertificates.screenconnect': {
    purpose: originCertificate,
    example: 'screenconnect: tls/screenconnect-ca.pem',
  },
  'gateway.relayProxyProtocol': {
    purpose: say(
      'ob das Gateway dem Relay die Adresse des Clients mit dem PROXY-Protokoll sagt: none, v1 oder v2; nur, wo am Ursprung jemand dieses Protokoll versteht',
      "whether the gateway tells the relay the client's address by the PROXY protocol: none, v1 or v2; only where somebody at the origin understands this protocol",
    ),
    example: 'relayProxyProtocol: v2',
  },
  'gateway.connections': {
    purpose: say('wie viele Verbindungen es zugleich geben darf', 'how many connections there may be at once'),
    example: 'connections: { total: 20000, perSource: 2048 }',
  },
  'gateway.connections.total': {
    purpose: say('aller zusammen, von 1 bis 1000000', 'of all together, from 1 to 1000000'),
    example: 'total: 20000',
  },
  'gateway.connections.perSource': {
    purpose: say(
      'einer Quelle, das ist eine IPv4-Adresse oder ein IPv6-Netz /64, oft ein ganzes Büro; nicht mehr als total',
      'of one source, which is an IPv4 address or an IPv6 network /64, often a whole office; not more than total',
    ),
    example: 'perSource: 2048',
  },
  'gateway.retention': {
    purpose: say('wie viele Tage Ereignisse aufgehoben werden', 'for how many days events are kept'),
    example: 'retention: { refusals: 90, traffic: 30 }',
  },
  'gateway.retention.refusals': {
    purpose: say('was abgewiesen wurde, von 1 bis 3650 Tagen', 'what was refused, from 1 to 3650 days'),
    example: 'refusals: 90',
  },
  'gateway.retention.traffic': {
    purpose: say('die Zählung des Verkehrs, von 1 bis 3650 Tagen', 'the count of the traffic, from 1 to 3650 days'),
    example: 'traffic: 30',
  },
  ...tlsFields,
}

import { say } from '../model/text.ts'
import type { Field } from './field.ts'

/** The fields of the block `gateway.listen`, by their place in the policy. */
export const listenFields: Readonly<Record<string, Field>> = {
  'gateway.listen': {
    purpose: say(
      'wo das Gateway lauscht; der Port des Relays steht bei seinem Server',
      'where the gateway listens; the port of the relay stands at its server',
    ),
    example: 'listen: { https: 443, http: 80 }',
  },
  'gateway.listen.addresses': {
    purpose: say(
      'die Adressen der Maschine, an denen es lauscht; eine leere Liste steht für alle',
      'the addresses of the machine at which it listens; an empty list stands for all',
    ),
    example: 'addresses: [10.20.0.5, "fd00::5"]',
  },
  'gateway.listen.addresses[]': { purpose: say('eine Adresse', 'an address'), example: 'addresses: [10.20.0.5]' },
  'gateway.listen.https': {
    purpose: say(
      'der TCP-Port für HTTPS; unter diesem Port wird das Gateway auch von außen erwartet',
      'the TCP port for HTTPS; the gateway is expected at this port from outside too',
    ),
    example: 'https: 443',
  },
  'gateway.listen.http': {
    purpose: say(
      'der TCP-Port für unverschlüsseltes HTTP, oder false für keinen; nötig ist er nur für die Prüfung http-01 und als Wegweiser zu https',
      'the TCP port for unencrypted HTTP, or false for none; it is only needed for the challenge http-01 and as a signpost to https',
    ),
    example: 'http: false',
  },
  'gateway.listen.plain': {
    purpose: say(
      'was unverschlüsseltes HTTP bekommt: redirect eine Weiterleitung zu https, serve denselben Dienst, für einen Proxy, der an unserer Stelle TLS spricht',
      'what unencrypted HTTP gets: redirect a redirect to https, serve the same service, for a proxy that speaks TLS in our place',
    ),
    example: 'plain: redirect',
  },
  'gateway.listen.heartbeat': {
    purpose: say(
      'der UDP-Port für den Heartbeat von Automate; Agenten senden an 75',
      'the UDP port for the heartbeat of Automate; agents send to 75',
    ),
    example: 'heartbeat: 75',
  },
}

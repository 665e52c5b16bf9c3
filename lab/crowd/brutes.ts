import { say } from '../../src/model/text.ts'
import { labHosts } from '../addresses.ts'
import { host } from './agents.ts'
import type { CrowdPlace } from './crowd.ts'
import { flood } from './flood.ts'
import { sendSlowly } from './slow-sender.ts'
import { smuggledRequests, speakRaw } from './smuggler.ts'
import type { Visitor } from './visitor.ts'

/** Attackers of the wire itself, each bounded in number and time: they should be a nuisance, not break the machine. */
export function brutes({ addresses, ports }: CrowdPlace): readonly Visitor[] {
  const place = (number: number) => ({
    from: host(addresses.networks.internet, number),
    ...{ address: addresses.screenconnect, port: ports.https, host: labHosts.screenconnect },
  })
  const brute = (number: number, name: Visitor['name']): Omit<Visitor, 'errands'> => ({
    ...{ name, welcome: false, from: place(number).from, country: 'DE', pause: 100 },
  })
  return [
    {
      ...brute(106, say('Schmuggel mit mehrdeutigen Anfragen', 'smuggling by ambiguous requests')),
      errands: smuggledRequests(labHosts.screenconnect).map((bytes) => () => speakRaw(place(106), bytes)),
    },
    {
      ...brute(107, say('Langsame Sender (Slowloris)', 'slow senders (Slowloris)')),
      errands: [() => sendSlowly(place(107), { connections: 30, seconds: 25 })],
    },
    {
      ...brute(108, say('Flut von Verbindungen', 'flood of connections')),
      errands: [() => flood(place(108), { connections: 300, seconds: 15 })],
    },
  ]
}

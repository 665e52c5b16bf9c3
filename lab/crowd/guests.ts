import { say } from '../../src/model/text.ts'
import { labHosts } from '../addresses.ts'
import type { Visit } from '../clients/exchange.ts'
import { askSession, downloadClient, viewGuestPage } from '../clients/guest.ts'
import { holdSession } from '../clients/relay-session.ts'
import { host } from './agents.ts'
import type { CrowdPlace } from './crowd.ts'
import type { Visitor } from './visitor.ts'

/** Guests of ScreenConnect: one at the page, one in a remote session. */
export function guests({ addresses, ports, authority }: CrowdPlace): readonly Visitor[] {
  const from = host(addresses.networks.internet, 61)
  const visit: Visit = {
    from,
    address: addresses.screenconnect,
    port: ports.https,
    host: labHosts.screenconnect,
    authority,
  }
  const joined = { from: host(addresses.networks.internet, 62), address: addresses.screenconnect, port: ports.relay }
  return [
    {
      ...{ name: say('Gast auf der Gastseite', 'guest on the guest page'), welcome: true, from, country: 'DE' },
      errands: [() => viewGuestPage(visit), () => askSession(visit), () => downloadClient(visit)],
      ...{ returns: true, pause: 300 },
    },
    {
      name: say('Fernsitzung über das Relay', 'remote session over the relay'),
      ...{ welcome: true, from: joined.from, country: 'DE' },
      errands: [() => holdSession(joined, { frames: 60, pause: 100 })],
      ...{ returns: true, pause: 100 },
    },
  ]
}

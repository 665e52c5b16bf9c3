import { say } from '../../src/model/text.ts'
import { labHosts } from '../addresses.ts'
import type { Visit } from '../clients/exchange.ts'
import { askToken, viewControlCenter, viewSignIn, waitForNews } from '../clients/technician.ts'
import { host } from './agents.ts'
import type { CrowdPlace } from './crowd.ts'
import type { Visitor } from './visitor.ts'

/** Technicians in their own network, at both servers. */
export function technicians({ addresses, ports, authority }: CrowdPlace): readonly Visitor[] {
  const from = host(addresses.networks.technicians, 51)
  const at = { from, port: ports.https, authority }
  const automate: Visit = { ...at, address: addresses.automate, host: labHosts.automate }
  const screenconnect: Visit = { ...at, address: addresses.screenconnect, host: labHosts.screenconnect }
  const waiting = { ...screenconnect, from: host(addresses.networks.technicians, 52) }
  return [
    {
      ...{ name: say('Techniker', 'technician'), welcome: true, from, country: 'DE' },
      errands: [() => viewSignIn(screenconnect), () => viewControlCenter(automate), () => askToken(automate)],
      ...{ returns: true, pause: 1500 },
    },
    {
      name: say('Techniker mit offener Seite (Long Poll)', 'technician with an open page (long poll)'),
      ...{ welcome: true, from: waiting.from, country: 'DE' },
      errands: [() => waitForNews(waiting)],
      ...{ returns: true, pause: 100 },
    },
  ]
}

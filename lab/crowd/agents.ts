import { say } from '../../src/model/text.ts'
import { labHosts } from '../addresses.ts'
import { beat, checkIn, downloadUpdate, report } from '../clients/agent.ts'
import type { Visit } from '../clients/exchange.ts'
import type { CrowdPlace } from './crowd.ts'
import type { Visitor } from './visitor.ts'

/** So many agents share the address of an office. */
const colleagues = 8

/** Agents of Automate: one at a customer's, and an office full of them behind one address. */
export function agents(place: CrowdPlace): readonly Visitor[] {
  const { networks } = place.addresses
  const single = host(networks.internet, 51)
  const office = host(networks.internet, 52)
  return [
    {
      ...{ name: say('Agent eines Kunden', 'agent at a customer'), welcome: true, from: single, country: 'DE' },
      errands: agentErrands(place, single),
      ...{ returns: true, pause: 200 },
    },
    {
      name: say(`${colleagues} Agenten eines Büros`, `${colleagues} agents of one office`),
      ...{ welcome: true, from: office, country: 'DE' },
      errands: agentErrands(place, office).map(
        (errand) => () => Promise.all(Array.from({ length: colleagues }, errand)),
      ),
      ...{ returns: true, pause: 1000 },
    },
  ]
}

function agentErrands({ addresses, ports, authority }: CrowdPlace, from: string) {
  const visit: Visit = { from, address: addresses.automate, port: ports.https, host: labHosts.automate, authority }
  const pulse = { from, address: addresses.automate, port: ports.heartbeat }
  return [
    () => checkIn(visit),
    () => beat(pulse),
    () => report(visit),
    () => beat(pulse),
    () => downloadUpdate(visit),
    () => beat(pulse),
  ]
}

/** An address in one of the lab's networks, which are written as `127.20.9.0/24`. */
export function host(network: string, number: number): string {
  return network.replace(/0\/24$/, String(number))
}

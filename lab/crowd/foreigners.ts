import { say } from '../../src/model/text.ts'
import { labHosts } from '../addresses.ts'
import { beat } from '../clients/agent.ts'
import { holdSession } from '../clients/relay-session.ts'
import { host } from './agents.ts'
import type { CrowdPlace } from './crowd.ts'
import { ask } from './reach.ts'
import { temptingPaths } from './tempting-paths.ts'
import type { Visitor } from './visitor.ts'

/** Visitors from a country that the policy does not name, on every way in. */
export function foreigners({ addresses, ports }: CrowdPlace): readonly Visitor[] {
  const abroad = (number: number) => ({ from: host(addresses.networks.abroad, number), welcome: false, country: 'BR' })
  const web = { address: addresses.screenconnect, port: ports.https, host: labHosts.screenconnect }
  const [guest, scanner, agent, session] = [abroad(51), abroad(52), abroad(53), abroad(54)]
  return [
    {
      ...{ ...guest, name: say('Besucher aus dem Ausland', 'visitor from abroad'), pause: 500 },
      errands: ['/', '/Guest', '/Script.ashx'].map((path) => () => ask({ ...web, ...guest, path })),
    },
    {
      ...{ ...scanner, name: say('Massenscanner aus dem Ausland', 'mass scanner from abroad'), pause: 50 },
      errands: temptingPaths.map((path) => () => ask({ ...web, ...scanner, path })),
    },
    {
      ...{ ...agent, name: say('Heartbeats aus dem Ausland (UDP)', 'heartbeats from abroad (UDP)'), pause: 100 },
      errands: [() => beat({ from: agent.from, address: addresses.automate, port: ports.heartbeat })],
    },
    {
      ...{ ...session, name: say('Relay-Verbindung aus dem Ausland', 'relay connection from abroad'), pause: 500 },
      errands: [1, 2, 3].map(
        () => () =>
          holdSession({ from: session.from, address: web.address, port: ports.relay }, { frames: 3, pause: 100 }),
      ),
    },
  ]
}

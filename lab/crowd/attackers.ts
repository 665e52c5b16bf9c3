import { say } from '../../src/model/text.ts'
import { labHosts } from '../addresses.ts'
import type { WebRequest } from '../clients/exchange.ts'
import { host } from './agents.ts'
import type { CrowdPlace } from './crowd.ts'
import { automateExploits, screenConnectExploits, wizardExploits } from './exploits.ts'
import { ask, seek } from './reach.ts'
import { temptingPaths } from './tempting-paths.ts'
import type { Visitor } from './visitor.ts'

type Attack = Omit<WebRequest, 'from' | 'address' | 'port' | 'host'>

/** Attackers inside the admitted countries, who are not stopped by where they come from. */
export function attackers(place: CrowdPlace): readonly Visitor[] {
  const { internet, technicians } = place.addresses.networks
  const claimed = { 'x-forwarded-for': host(technicians, 10), 'x-real-ip': host(technicians, 10) }
  const inside = ['/Login', '/Host', '/Administration'].map((path) => ({ path, headers: claimed }))
  return [
    {
      ...attacker(host(internet, 101), say('Massenscanner', 'mass scanner')),
      errands: [...scanOf(place, 'automate', 101), ...scanOf(place, 'screenconnect', 101)],
    },
    {
      ...attacker(host(internet, 102), say('Angriff nach CVE-2024-1709', 'exploit of CVE-2024-1709')),
      errands: errandsAt(place, 'screenconnect', 102, wizardExploits),
    },
    {
      ...attacker(host(internet, 103), say('Angriffe nach weiteren CVE', 'exploits of further CVEs')),
      errands: [
        ...errandsAt(place, 'screenconnect', 103, screenConnectExploits),
        ...errandsAt(place, 'automate', 103, automateExploits),
      ],
    },
    {
      ...attacker(host(internet, 104), say('Passwort-Rater', 'password guesser')),
      errands: [
        ...errandsAt(place, 'screenconnect', 104, guesses('/Services/AuthenticationService.ashx/TryLogin')),
        ...errandsAt(place, 'automate', 104, guesses('/cwa/api/v1/apitoken')),
      ],
    },
    {
      ...attacker(host(internet, 105), say('Falsches X-Forwarded-For', 'forged X-Forwarded-For')),
      errands: errandsAt(place, 'screenconnect', 105, inside),
    },
  ]
}

function attacker(from: string, name: Visitor['name']): Omit<Visitor, 'errands'> {
  return { name, welcome: false, from, country: 'DE', pause: 40 }
}

function errandsAt(
  { addresses, ports }: CrowdPlace,
  server: 'automate' | 'screenconnect',
  number: number,
  attacks: readonly Attack[],
) {
  const from = host(addresses.networks.internet, number)
  const visit = { from, address: addresses[server], port: ports.https, host: labHosts[server] }
  return attacks.map((attack) => () => ask({ ...visit, ...attack }))
}

function scanOf({ addresses, ports }: CrowdPlace, server: 'automate' | 'screenconnect', number: number) {
  const from = host(addresses.networks.internet, number)
  const visit = { from, address: addresses[server], port: ports.https, host: labHosts[server] }
  return temptingPaths.map((path) => () => seek({ ...visit, path }))
}

function guesses(path: string): readonly Attack[] {
  return Array.from({ length: 25 }, (_, index) => ({
    ...{ path, method: 'POST' as const, body: JSON.stringify(['admin', `Sommer20${index}!`, null]) },
    headers: { 'content-type': 'application/json' },
  }))
}

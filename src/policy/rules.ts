import { formatPrefix } from '../model/address.ts'
import { say } from '../model/text.ts'
import type { Contradiction } from './contradiction.ts'
import { ownAddress, type PolicyFile, type ServerEntry } from './policy-file.ts'

/** Requests are told apart by name, so two servers behind one name could not be. */
export function sameHost({ automate, screenconnect }: PolicyFile['servers']): readonly Contradiction[] {
  if (!automate || !screenconnect || automate.host !== screenconnect.host) return []
  const message = say(
    `Automate und ScreenConnect haben denselben öffentlichen Namen ${automate.host}. Beide sind über denselben Port erreichbar und nur am Namen zu unterscheiden; geben Sie einem der beiden einen eigenen Namen. Dieselbe Adresse dürfen sie haben.`,
    `Automate and ScreenConnect have the same public name ${automate.host}. Both are reached on the same port and only their names tell them apart; give one of them a name of its own. They may share an address.`,
  )
  return [{ path: ['screenconnect', 'host'], at: 'value', message }]
}

/** A site without a server has nothing to keep safe. */
export function noServer({ automate, screenconnect }: PolicyFile['servers']): readonly Contradiction[] {
  if (automate || screenconnect) return []
  const message = say(
    'Die Richtlinie nennt keinen Server. Schreiben Sie automate, screenconnect oder beide unter servers.',
    'The policy names no server. Write automate, screenconnect or both under servers.',
  )
  return [{ path: [], at: 'key', message }]
}

export function addressesOfAddress({ host, addresses }: ServerEntry): readonly Contradiction[] {
  if (!addresses || ownAddress(host).length === 0) return []
  const message = say(
    `Unter host steht schon die Adresse ${host}. Löschen Sie addresses, oder schreiben Sie unter host den Namen des Servers.`,
    `Under host there already is the address ${host}. Delete addresses, or write the server's name under host.`,
  )
  return [{ path: ['addresses'], at: 'key', message }]
}

export function relayPortAlone({ relay, relayPort }: ServerEntry): readonly Contradiction[] {
  if (relay || relayPort === undefined) return []
  const message = say(
    'relayPort nennt den öffentlichen Port des Relays, aber relay fehlt. Schreiben Sie, wo das Relay lauscht, zum Beispiel: relay: tcp://10.20.0.11:8041',
    'relayPort names the public port of the relay, but relay is missing. Write where the relay listens, for example: relay: tcp://10.20.0.11:8041',
  )
  return [{ path: ['relayPort'], at: 'key', message }]
}

export function noFixedNetworks(file: PolicyFile): readonly Contradiction[] {
  if (!file.fixedNetworksOnly || file.fixedNetworks.length > 0) return []
  const message = say(
    'fixedNetworksOnly ist eingeschaltet, aber fixedNetworks nennt kein Netz: So käme niemand herein. Nennen Sie die Netze Ihrer Kunden unter fixedNetworks, oder schreiben Sie fixedNetworksOnly: false.',
    'fixedNetworksOnly is on, but fixedNetworks names no network: nobody would get in. Name the networks of your customers under fixedNetworks, or write fixedNetworksOnly: false.',
  )
  return [{ path: ['fixedNetworksOnly'], at: 'value', message }]
}

/** The countries of an area would look like a grant that fixed networks take back. */
export function countriesBesideFixedNetworks(file: PolicyFile): readonly Contradiction[] {
  if (!file.fixedNetworksOnly) return []
  const message = say(
    'Länder einzelner Bereiche haben keine Wirkung, solange fixedNetworksOnly eingeschaltet ist: Dann dürfen nur die Netze unter fixedNetworks herein. Löschen Sie eine der beiden Angaben.',
    'Countries of single areas have no effect while fixedNetworksOnly is on: then only the networks under fixedNetworks are let in. Delete one of the two.',
  )
  const bound = Object.entries(file.areas).filter(([, override]) => override?.countries !== undefined)
  return bound.map(([area]) => ({ path: ['areas', area, 'countries'], at: 'key', message }))
}

export function prefixTwice(overrides: PolicyFile['geo']['overrides']): readonly Contradiction[] {
  const seen = new Set<string>()
  return overrides.flatMap(({ prefix }, index): Contradiction[] => {
    const network = formatPrefix(prefix)
    if (!seen.has(network)) {
      seen.add(network)
      return []
    }
    const message = say(
      `Für ${network} ist das Land schon weiter oben angegeben. Behalten Sie eine der beiden Angaben.`,
      `The country of ${network} is already stated further up. Keep one of the two.`,
    )
    return [{ path: [index, 'prefix'], at: 'value', message }]
  })
}

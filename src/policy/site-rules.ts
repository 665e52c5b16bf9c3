import { contains, formatPrefix, type Prefix } from '../model/address.ts'
import { serverKinds } from '../model/server.ts'
import { say, type Text } from '../model/text.ts'
import type { Contradiction } from './contradiction.ts'
import type { TechnicianNetwork } from './policy.ts'
import type { PolicyFile } from './policy-file.ts'

/** A list of the policy whose members must not be shut out. */
interface OwnNetworks {
  readonly key: string
  readonly networks: readonly Prefix[]
  /** They pass block lists, so a block of a part of them would seem to hold and not do so. */
  readonly passBlocks: boolean
}

/** A block must not meet whom the operator relies on, and must not look as if it held where it does not. */
export function blockedOwn(file: PolicyFile): readonly Contradiction[] {
  const own = ownNetworks(file)
  return file.gateway.blocked.flatMap((blocked, index): Contradiction[] => {
    const path = ['gateway', 'blocked', index]
    const [message] = own.flatMap((list) => blockText(blocked, list))
    return message ? [{ path, at: 'value', message }] : []
  })
}

/** Whoever speaks from a proxy's address names the address that counts, so nobody else may stand there. */
export function ownBehindProxy(file: PolicyFile): readonly Contradiction[] {
  const own = ownNetworks(file)
  return file.gateway.proxies.networks.flatMap((proxy, index): Contradiction[] => {
    const path = ['gateway', 'proxies', 'networks', index]
    const [message] = own.flatMap(({ key, networks }) => {
      const met = networks.find((network) => covers(proxy, network))
      return met ? [proxyText(formatPrefix(proxy), formatPrefix(met), key)] : []
    })
    return message ? [{ path, at: 'value', message }] : []
  })
}

/** Only TLS shows a certificate. */
export function certificateOfPlainOrigin({ servers, gateway }: PolicyFile): readonly Contradiction[] {
  return serverKinds.flatMap((kind): Contradiction[] => {
    const scheme = servers[kind]?.origin.scheme
    if (gateway.originCertificates[kind] === undefined || scheme === 'https') return []
    const path = ['gateway', 'originCertificates', kind]
    return [{ path, at: 'key', message: scheme ? plainOrigin(kind) : noSuchServer(kind) }]
  })
}

/** Both would listen on one TCP port. With https the relay may share its port: there TLS tells them apart. */
export function relayOnPlainPort({ servers, gateway }: PolicyFile): readonly Contradiction[] {
  const { relay, relayPort } = servers.screenconnect ?? {}
  const port = relayPort ?? relay?.port
  if (!relay || port !== gateway.listen.http) return []
  const message = say(
    `Das Relay und das unverschlüsselte HTTP des Gateways stehen beide auf TCP-Port ${port}. Geben Sie dem Relay mit relayPort einen anderen Port, oder schreiben Sie gateway: { listen: { http: false } }.`,
    `The relay and the unencrypted HTTP of the gateway both are TCP port ${port}. Give the relay another port by relayPort, or write gateway: { listen: { http: false } }.`,
  )
  return [{ path: ['servers', 'screenconnect', relayPort === undefined ? 'relay' : 'relayPort'], at: 'value', message }]
}

function ownNetworks({ technicians, gateway, fixedNetworks }: PolicyFile): readonly OwnNetworks[] {
  return [
    { key: 'technicians', networks: prefixesOf(technicians), passBlocks: true },
    { key: 'gateway.monitors', networks: prefixesOf(gateway.monitors), passBlocks: true },
    { key: 'fixedNetworks', networks: fixedNetworks, passBlocks: false },
  ]
}

/** Where a name leads is not known while the file is read. */
function prefixesOf(networks: readonly TechnicianNetwork[]): readonly Prefix[] {
  return networks.flatMap((network) => ('prefix' in network ? [network.prefix] : []))
}

function covers(wide: Prefix, narrow: Prefix): boolean {
  return wide.length <= narrow.length && contains(wide, narrow)
}

function blockText(blocked: Prefix, { key, networks, passBlocks }: OwnNetworks): readonly Text[] {
  const shown = formatPrefix(blocked)
  const shutOut = networks.find((network) => covers(blocked, network))
  if (shutOut) return [shutOutText(shown, formatPrefix(shutOut), key)]
  const around = passBlocks ? networks.find((network) => covers(network, blocked)) : undefined
  return around ? [passedText(shown, formatPrefix(around), key)] : []
}

function shutOutText(blocked: string, own: string, key: string): Text {
  return say(
    `Diese Sperre (${blocked}) umfasst auch ${own}, das unter ${key} steht: Es wäre zugleich gesperrt und zugelassen, und Sie könnten sich oder Ihre Kunden aussperren. Lassen Sie dieses Netz aus der Sperre heraus, oder löschen Sie es unter ${key}.`,
    `This block (${blocked}) also holds ${own}, which stands under ${key}: it would be blocked and let in at once, and you could lock yourself or your customers out. Leave this network out of the block, or delete it under ${key}.`,
  )
}

function passedText(blocked: string, own: string, key: string): Text {
  return say(
    `Diese Sperre (${blocked}) hätte keine Wirkung: ${own} steht unter ${key}, und wer dort steht, wird von Sperren nicht getroffen. Nehmen Sie das Netz unter ${key} enger, oder löschen Sie die Sperre.`,
    `This block (${blocked}) would have no effect: ${own} stands under ${key}, and whoever stands there is not met by blocks. Make the network under ${key} narrower, or delete the block.`,
  )
}

function proxyText(proxy: string, own: string, key: string): Text {
  return say(
    `${proxy} enthält ${own}, das unter ${key} steht. Wer von einem Proxy aus spricht, dem glaubt das Gateway jede Adresse, und ohne die Angabe eines Proxys kommt von dort niemand herein. Nennen Sie hier nur die Adressen der Proxys selbst.`,
    `${proxy} contains ${own}, which stands under ${key}. The gateway believes any address that is told from a proxy, and without what a proxy tells nobody gets in from there. Name only the addresses of the proxies themselves here.`,
  )
}

function plainOrigin(kind: string): Text {
  return say(
    `Der Ursprung von ${kind} spricht http und zeigt kein Zertifikat. Löschen Sie diese Zeile, oder schreiben Sie bei dem Server origin mit https://.`,
    `The origin of ${kind} speaks http and shows no certificate. Delete this line, or write the origin of the server with https://.`,
  )
}

function noSuchServer(kind: string): Text {
  return say(
    `Unter servers steht kein ${kind}, für das dieses Zertifikat gelten könnte. Löschen Sie diese Zeile, oder tragen Sie den Server ein.`,
    `There is no ${kind} under servers that this certificate could be for. Delete this line, or enter the server.`,
  )
}

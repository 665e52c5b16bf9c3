import { contains, formatAddress, formatPrefix } from '../model/address.ts'
import { serverOf } from '../model/area.ts'
import { say } from '../model/text.ts'
import { alwaysClosed } from './always-closed.ts'
import type { Contradiction } from './contradiction.ts'
import type { PolicyFile } from './policy-file.ts'

/** Opening what is not closed would look as if it were: whoever reads the line would think that others are kept out. */
export function openedThoughOpen({ servers, areas, gateway }: PolicyFile): readonly Contradiction[] {
  return gateway.opened.flatMap(({ area }, index): Contradiction[] => {
    const path = ['gateway', 'opened', index, 'area']
    const kind = serverOf(area)
    if (!servers[kind]) return [{ path, at: 'value', message: noSuchServer(area, kind) }]
    if (alwaysClosed.includes(area) || areas[area]?.audience === 'nobody') return []
    const message = say(
      `${area} ist nicht geschlossen; zu öffnen gibt es dort nichts. Löschen Sie diesen Eintrag, oder schließen Sie den Bereich mit areas: { ${area}: { audience: nobody } }.`,
      `${area} is not closed, so there is nothing to open. Delete this entry, or close the area by areas: { ${area}: { audience: nobody } }.`,
    )
    return [{ path, at: 'value', message }]
  })
}

/** Many come by the address of a proxy, and whoever names no client there counts as the proxy. */
export function openedForProxy({ gateway }: PolicyFile): readonly Contradiction[] {
  return gateway.opened.flatMap(({ address }, index): Contradiction[] => {
    const proxy = gateway.proxies.networks.find((network) => contains(network, address))
    if (!proxy) return []
    const [shown, network] = [formatAddress(address), formatPrefix(proxy)]
    const message = say(
      `${shown} gehört zu ${network} unter gateway.proxies: Von dort kommen viele. Nennen Sie die Adresse der Person, für die geöffnet wird.`,
      `${shown} belongs to ${network} under gateway.proxies: many come from there. Name the address of the person to open for.`,
    )
    return [{ path: ['gateway', 'opened', index, 'address'], at: 'value', message }]
  })
}

function noSuchServer(area: string, kind: string): Contradiction['message'] {
  return say(
    `Unter servers steht kein ${kind}, zu dem ${area} gehört. Löschen Sie diesen Eintrag, oder tragen Sie den Server ein.`,
    `There is no ${kind} under servers that ${area} belongs to. Delete this entry, or enter the server.`,
  )
}

import { type Address, formatAddress } from '../../model/address.ts'
import { type Family, families, type Span } from '../address-set.ts'
import type { Compiled } from '../compiled.ts'
import type { ListHead } from './head.ts'
import type { AddressList } from './lists.ts'
import { listName, xmlCommentText } from './quote.ts'

/** More hosts than an administrator wants to see in a list; countries are there for what is larger. */
export const mostHosts = 1_000

/** Lists that become hosts: a feed of Sophos takes neither networks nor IPv6, so that it fits none of ours. */
export function fitsSophos({ set }: AddressList): boolean {
  return set[4].length + set[6].length <= mostHosts
}

/**
 * Hosts and a group for each list, as `Entities.xml` of an import (Sophos Firewall API, "IPHost"; how an IPv6 range is
 * taken was not tried on a device). Packed into a .tar, it is imported under "Backup & firmware, Import export".
 */
export function sophosEntities(lists: readonly AddressList[], head: ListHead): Compiled {
  const fitting = lists.filter(fitsSophos)
  if (fitting.length === 0) return []
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- Bollwerk, ${xmlCommentText(head.site)}, ${xmlCommentText(head.at)} -->`,
    '<Configuration APIVersion="1905.1">',
    ...fitting.flatMap(groupLines),
    ...fitting.flatMap(hostLines),
    '</Configuration>',
  ]
  return [{ path: 'Entities.xml', text: `${lines.join('\n')}\n` }]
}

function groupLines(list: AddressList): readonly string[] {
  const held = families.filter((family) => list.set[family].length > 0)
  return held.map(
    (family) => `  <IPHostGroup><Name>${groupOf(list, family)}</Name><IPFamily>IPv${family}</IPFamily></IPHostGroup>`,
  )
}

function hostLines(list: AddressList): readonly string[] {
  return families.flatMap((family) =>
    list.set[family].map((span, index) => {
      const name = `<Name>${groupOf(list, family)}-${index + 1}</Name><IPFamily>IPv${family}</IPFamily>`
      const groups = `<HostGroupList><HostGroup>${groupOf(list, family)}</HostGroup></HostGroupList>`
      return `  <IPHost>${name}${addressLines(span, family)}${groups}</IPHost>`
    }),
  )
}

function addressLines({ first, last }: Span, family: Family): string {
  const text = (number: bigint): string => formatAddress({ family, number } satisfies Address)
  if (first === last) return `<HostType>IP</HostType><IPAddress>${text(first)}</IPAddress>`
  const [from, to] = [text(first), text(last)]
  return `<HostType>IPRange</HostType><StartIPAddress>${from}</StartIPAddress><EndIPAddress>${to}</EndIPAddress>`
}

function groupOf(list: AddressList, family: Family): string {
  return `${listName(list)}-v${family}`
}

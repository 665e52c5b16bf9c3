import { networkTexts } from '../address-set.ts'
import type { Compiled } from '../compiled.ts'
import { headLines, type ListHead } from './head.ts'
import type { AddressList } from './lists.ts'
import { listName } from './quote.ts'

/**
 * One network on each line, IPv4 before IPv6. OPNsense and pfSense read such a file as an alias "URL Table (IPs)" and pass
 * over what follows `#` (from memory, not tried on a device). FortiGate reads it as an external connector "IP Address",
 * one address, range or subnet on each line (Fortinet, Administration Guide, "IP address threat feed"); a comment is not
 * documented there and would count as a faulty line, so that its head stands in `rules.txt` alone.
 */
export function plainLists(lists: readonly AddressList[], head: ListHead | undefined): Compiled {
  return lists.map((list) => ({
    path: `${listName(list)}.txt`,
    text: [...(head === undefined ? [] : headLines(head, list.purpose)), ...networkTexts(list.set), ''].join('\n'),
  }))
}

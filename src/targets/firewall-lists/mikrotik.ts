import { formatPrefix, type Prefix } from '../../model/address.ts'
import { type Family, prefixesOf } from '../address-set.ts'
import type { Compiled } from '../compiled.ts'
import { headLines, type ListHead } from './head.ts'
import type { AddressList } from './lists.ts'
import { listName } from './quote.ts'

const menus: Readonly<Record<Family, string>> = { 4: '/ip firewall address-list', 6: '/ipv6 firewall address-list' }

/**
 * Scripts for `/import`, one for each list and family: RouterOS keeps IPv6 in a menu of its own (MikroTik documentation,
 * "Address-lists"), which a device without IPv6 does not have. A list is emptied and filled again, so that it is short for
 * as long as the import takes. What is banned carries its time; RouterOS forgets it by itself.
 */
export function mikrotikScripts(lists: readonly AddressList[], head: ListHead): Compiled {
  return lists.flatMap((list) =>
    ([4, 6] as const)
      .filter((family) => list.set[family].length > 0)
      .map((family) => ({ path: `${listName(list)}-v${family}.rsc`, text: scriptFor(list, family, head) })),
  )
}

function scriptFor(list: AddressList, family: Family, head: ListHead): string {
  const name = listName(list)
  const lasting = prefixesOf(list.set[family], family).map((prefix) => ({ prefix }))
  const entries = list.entries?.filter(({ prefix }) => prefix.family === family) ?? lasting
  const lines = entries.map(({ prefix, seconds }: { readonly prefix: Prefix; readonly seconds?: number }) => {
    const time = seconds === undefined ? '' : ` timeout=${seconds}s`
    return `add list=${name} address=${formatPrefix(prefix)}${time}`
  })
  return [...headLines(head, list.purpose), menus[family], `remove [find list=${name}]`, ...lines, ''].join('\n')
}

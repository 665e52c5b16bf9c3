import type { Language } from '../../model/text.ts'
import type { AddressRules } from '../address-rules.ts'
import type { Compiled } from '../compiled.ts'
import { headOf } from './head.ts'
import { siteLists } from './lists.ts'
import { mikrotikScripts } from './mikrotik.ts'
import { plainLists } from './plain-list.ts'
import { rulesPage } from './port-rules.ts'
import type { Product } from './product.ts'
import { sophosEntities } from './sophos.ts'

/**
 * Compiles the addresses of a policy as lists that a firewall takes, and `rules.txt`, which says what each is for and in
 * which order the ports ask them.
 */
export function compileFirewallLists(source: AddressRules, product: Product, language: Language): Compiled {
  const site = siteLists(source)
  const head = headOf(source, language)
  const files: Readonly<Record<Product, () => Compiled>> = {
    opnsense: () => plainLists(site.lists, head),
    pfsense: () => plainLists(site.lists, head),
    fortigate: () => plainLists(site.lists, undefined),
    sophos: () => sophosEntities(site.lists, head),
    mikrotik: () => mikrotikScripts(site.lists, head),
  }
  return [...files[product](), { path: 'rules.txt', text: rulesPage(site, head, product) }]
}

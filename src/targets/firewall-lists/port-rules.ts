import { type Language, say, type Text } from '../../model/text.ts'
import { networkTexts } from '../address-set.ts'
import { headLines, type ListHead } from './head.ts'
import type { AddressList, PortRules, SiteLists } from './lists.ts'
import type { Product } from './product.ts'
import { listName } from './quote.ts'
import { fitsSophos, mostHosts } from './sophos.ts'

/** FortiOS before 7.4.4 takes so many entries of a list (Fortinet, "External resource entry limit enhancements 7.4.4"). */
const mostOfFortigate = 131_072

/** What the lists hold and in which order a firewall asks them, as a page to set it up by. */
export function rulesPage({ lists, ports }: SiteLists, head: ListHead, product: Product): string {
  const { language } = head
  const lines = [
    ...headLines(head, title),
    '',
    ...lists.map((list) => `${listName(list)}: ${list.purpose[language]} (${entriesOf(list)})`),
    ...notes(lists, product).map((note) => `\n${note[language]}`),
    ...ports.flatMap((rules) => portLines(rules, language)),
  ]
  return `${lines.join('\n')}\n`
}

const title = say(
  'Listen für die Firewall, und die Regeln der Ports in ihrer Reihenfolge',
  'Lists for the firewall, and the rules of the ports in their order',
)

function entriesOf({ set }: AddressList): number {
  return networkTexts(set).length
}

function portLines({ entrance, first, never, others }: PortRules, language: Language): readonly string[] {
  const words = { first: say('zulassen', 'allow'), never: say('verwerfen', 'drop'), others: say('alle', 'everybody') }
  const named = (names: readonly string[], what: Text): string[] =>
    names.map((name) => `${what[language]} ${listName({ name })}`)
  const rules = [
    ...named(first, words.first),
    ...named(never, words.never),
    ...(others === 'anybody' ? [`${words.first[language]} ${words.others[language]}`] : named(others, words.first)),
    ...(others === 'anybody' ? [] : [`${words.never[language]} ${words.others[language]}`]),
  ]
  const heading = `${entrance.protocol.toUpperCase()} ${entrance.port}`
  return ['', heading, ...rules.map((rule, index) => `  ${index + 1}. ${rule}`)]
}

function notes(lists: readonly AddressList[], product: Product): readonly Text[] {
  if (product === 'sophos') {
    const left = lists.filter((list) => !fitsSophos(list)).map((list) => listName(list))
    return [importSophos, ...(left.length === 0 ? [] : [leftOut(left)])]
  }
  if (product !== 'fortigate') return []
  const large = lists.filter((list) => entriesOf(list) > mostOfFortigate).map((list) => listName(list))
  return large.length === 0 ? [] : [tooLarge(large)]
}

const importSophos = say(
  'Entities.xml: Setzen Sie APIVersion auf den Wert eines Exports Ihres Geräts, packen Sie die Datei in ein .tar und importieren Sie es unter Backup & Firmware, Import Export.',
  'Entities.xml: set APIVersion to the value of an export of your device, pack the file into a .tar and import it under Backup & firmware, Import export.',
)

function leftOut(names: readonly string[]): Text {
  const shown = names.join(', ')
  return say(
    `Nicht in Entities.xml, weil mehr als ${mostHosts} Einträge: ${shown}. Nehmen Sie für Länder die Ländergruppen der Firewall.`,
    `Not in Entities.xml because of more than ${mostHosts} entries: ${shown}. For countries, take the country groups of the firewall.`,
  )
}

function tooLarge(names: readonly string[]): Text {
  const shown = names.join(', ')
  return say(
    `Mehr als ${mostOfFortigate} Einträge, was FortiOS vor 7.4.4 nicht ganz liest: ${shown}. Aktualisieren Sie FortiOS, oder nehmen Sie Geography-Adressen.`,
    `More than ${mostOfFortigate} entries, which FortiOS before 7.4.4 does not read whole: ${shown}. Update FortiOS, or take geography addresses.`,
  )
}

import { valueIn, type XmlDocument } from '../xml-document.ts'
import type { EditedValue, XmlEdit } from '../xml-edit.ts'
import { comparable, configurationOf } from '../xml-section.ts'
import { addOf, setKey } from './keys.ts'
import { bareLocation, placesOf, placeWith } from './places.ts'

/** Whom ScreenConnect's own lists are to let in. */
export interface ListWish {
  /** Addresses and networks (CIDR): the technicians', or behind a proxy its own address. */
  readonly networks: readonly string[]
  /** Behind a proxy every visitor comes from its address, so that every list has to name it. */
  readonly behindProxy: boolean
  /** Entries that must not stay. */
  readonly drop: (entry: string) => boolean
  /** Places that stay as open as they are. */
  readonly leave?: readonly string[]
}

const listKey = 'RestrictToIPs'

/**
 * Places that carry hosts, administration and services. The vendor's editor shows the first two only and leaves the
 * others open (screenconnect.md §2.3 G1). A folder stands before what is in it.
 */
export const restrictedPlaces: readonly string[] = [
  'Host.aspx',
  'Administration.aspx',
  'Login.aspx',
  'Services',
  'Services/MailService.ashx',
]

/** Guests join their session through it: it stays as open as it was when its folder is restricted (§4). */
const guestPlace = 'Services/PageService.ashx'

/** Edits the lists of all places, and answers what is different. Entries that nobody objects to stay. */
export function editLists(edit: XmlEdit, wish: ListWish): readonly EditedValue[] {
  const lists = new Lists(edit)
  const { leave = [] } = wish
  const open = [...(wish.behindProxy ? [] : [guestPlace]), ...leave].filter((path) => !lists.isRestricted(path))
  lists.correct(wish)
  const closed = restrictedPlaces.filter((path) => !leave.includes(path))
  for (const path of closed) if (!lists.isRestricted(path)) lists.write(path, wish.networks)
  for (const path of open) if (lists.isRestricted(path)) lists.write(path, [])
  return lists.edited
}

/** Every entry of the allow lists as they are now, each once. */
export function listedEntries(document: XmlDocument): readonly string[] {
  return [...new Set([...ownLists(document).values()].flat())]
}

/** Whether the module that obeys the lists is registered (§2.1). */
export function hasListModule(document: XmlDocument): boolean {
  const open = [configurationOf(document)]
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.name === 'add' && /\bIPSecurityModule\b/.test(valueIn(element, 'type') ?? '')) return true
    open.push(...element.children)
  }
  return false
}

class Lists {
  readonly edited: EditedValue[] = []
  readonly #edit: XmlEdit
  readonly #entries: Map<string, readonly string[]>

  constructor(edit: XmlEdit) {
    this.#edit = edit
    this.#entries = ownLists(edit.document)
  }

  /** The list of the place itself, else that of its folder, else that of the whole site decides. */
  isRestricted(path: string): boolean {
    const [folder = ''] = path.split('/')
    const list = [path, folder, '']
      .map((place) => this.#entries.get(comparable(place)))
      .find((own) => own !== undefined)
    return list !== undefined && list.length > 0
  }

  /** Takes out of lists that are in use what must not stay. A list never becomes empty by that: it would admit everybody. */
  correct({ networks, behindProxy, drop }: ListWish): void {
    for (const [path, entries] of this.#entries) {
      const kept = entries.filter((entry) => !drop(entry))
      const added = behindProxy || kept.length === 0 ? networks : []
      const next = [...new Set([...kept, ...added])]
      const isSame = next.length === entries.length && next.every((entry, index) => entry === entries[index])
      if (entries.length > 0 && !isSame) this.write(path, next)
    }
  }

  write(path: string, entries: readonly string[]): void {
    const { document } = this.#edit
    const value = entries.join(',')
    const found = placeWith(document, path, listKey)
    const place = placeName(found?.path ?? path)
    this.#entries.set(comparable(path), entries)
    if (found) this.edited.push(...setKey(this.#edit, found.settings, { key: listKey, value, place }))
    else this.#create(path, value)
  }

  #create(path: string, value: string): void {
    const { document } = this.#edit
    const settings = { name: 'appSettings', children: [{ name: 'add', attributes: { key: listKey, value } }] }
    const location = bareLocation(document, path)
    if (location) this.#edit.append(location, settings)
    else this.#edit.append(configurationOf(document), { name: 'location', attributes: { path }, children: [settings] })
    this.edited.push({ place: `${placeName(path)}, ${listKey}`, before: null, after: value })
  }
}

/** The lists that are written down, by comparable path. The editor splits at blanks, commas and semicolons (§2.2). */
function ownLists(document: XmlDocument): Map<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>()
  for (const { path } of placesOf(document)) {
    const place = placeWith(document, path, listKey)
    const add = place && addOf(document, place.settings, listKey)
    if (add)
      lists.set(
        comparable(path),
        (valueIn(add, 'value') ?? '').split(/[\s,;]+/).filter((entry) => entry !== ''),
      )
  }
  return lists
}

function placeName(path: string): string {
  return path === '' ? '<appSettings>' : `<location path="${path}">`
}

import { say, type Text } from '../../model/text.ts'
import { valueIn, type XmlDocument, type XmlElement } from '../xml-document.ts'
import type { EditedValue, XmlEdit } from '../xml-edit.ts'
import { refuseAt } from '../xml-section.ts'

/** A key of an `<appSettings>` and what it is to be. `place` is for people: where the key stands. */
export interface WantedKey {
  readonly key: string
  readonly value: string
  readonly place: string
}

/**
 * The `<add>` of a key; keys are the same in upper and lower case. Refuses a key that stands there twice or is taken
 * away again: .NET and a reader of the file would not agree about it.
 */
export function addOf(document: XmlDocument, settings: XmlElement, key: string): XmlElement | undefined {
  const isMeant = (element: XmlElement): boolean => valueIn(element, 'key')?.toLowerCase() === key.toLowerCase()
  const [add, second] = settings.children.filter((child) => child.name === 'add' && isMeant(child))
  if (second) refuseAt(document, second, twice(key))
  const undone = settings.children.find(
    (child) =>
      add && child.start > add.start && (child.name === 'clear' || (child.name === 'remove' && isMeant(child))),
  )
  if (undone) refuseAt(document, undone, takenAway(key))
  return add
}

/** Gives a key its value, and says what that changes. Nothing where it has the value already. */
export function setKey(edit: XmlEdit, settings: XmlElement, { key, value, place }: WantedKey): readonly EditedValue[] {
  const add = addOf(edit.document, settings, key)
  const before = add ? (valueIn(add, 'value') ?? '') : null
  if (before === value && valueIn(add ?? settings, 'value') !== undefined) return []
  if (add) edit.set(add, 'value', value)
  else edit.append(settings, { name: 'add', attributes: { key, value } })
  return [{ place: `${place}, ${key}`, before, after: value }]
}

function twice(key: string): Text {
  return say(
    `Der Schlüssel ${key} steht hier ein zweites Mal; welcher gilt, ist nicht eindeutig. Bitte löschen Sie einen und planen Sie neu.`,
    `The key ${key} stands here a second time; which one holds is not clear. Please delete one and plan again.`,
  )
}

function takenAway(key: string): Text {
  return say(
    `Der Schlüssel ${key} wird hier wieder entfernt (<remove> oder <clear>). Bitte räumen Sie das auf und planen Sie neu.`,
    `The key ${key} is taken away again here (<remove> or <clear>). Please clean that up and plan again.`,
  )
}

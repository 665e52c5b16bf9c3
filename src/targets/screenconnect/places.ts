import { say, type Text } from '../../model/text.ts'
import { childrenNamed, valueIn, type XmlDocument, type XmlElement } from '../xml-document.ts'
import { comparable, configurationOf, locationsAt, refuseAt, sectionIn } from '../xml-section.ts'
import { addOf } from './keys.ts'

/** The keys of one place of `web.config`: a `<location>`, or with the path `''` the whole site. */
export interface Place {
  readonly path: string
  readonly settings: XmlElement
}

/** All places that have an `<appSettings>` that can be read. */
export function placesOf(document: XmlDocument): readonly Place[] {
  const root = configurationOf(document)
  const main = sectionIn(document, root, 'appSettings')
  const locations = childrenNamed(root, 'location').flatMap((location): Place[] => {
    const settings = sectionIn(document, location, 'appSettings')
    return settings ? [{ path: valueIn(location, 'path') ?? '', settings }] : []
  })
  return [...(main ? [{ path: '', settings: main }] : []), ...locations]
}

/** Where a key of a place stands, or is to be written. Refuses a key that two blocks of the same path carry. */
export function placeWith(document: XmlDocument, path: string, key: string): Place | undefined {
  const same = placesOf(document).filter((place) => comparable(place.path) === comparable(path))
  const [place, second] = same.filter(({ settings }) => addOf(document, settings, key))
  if (second) refuseAt(document, second.settings, twoBlocks(path, key))
  return place ?? same[0]
}

/** The `<location>` of a place that has no `<appSettings>` yet. */
export function bareLocation(document: XmlDocument, path: string): XmlElement | undefined {
  return locationsAt(document, path)[0]
}

function twoBlocks(path: string, key: string): Text {
  return say(
    `Ein zweiter Block für „${path}“ trägt ${key}; welcher gilt, ist nicht eindeutig. Bitte führen Sie beide zusammen und planen Sie neu.`,
    `A second block for "${path}" carries ${key}; which one holds is not clear. Please merge both and plan again.`,
  )
}

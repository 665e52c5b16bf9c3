import { ageOf, bundledCatalog, newestRelease, type ProductEntry } from '../../catalog/index.ts'
import { joined, type Language, say, type Text, verbatim } from '../../model/text.ts'
import { type Program, print } from '../program.ts'
import type { CatalogFlags } from './command.ts'

/** Shows what the catalogue knows and how old that is. */
export function show(this: Program, flags: CatalogFlags): void {
  if (flags.json) {
    print(this, JSON.stringify(bundledCatalog, undefined, 2))
    return
  }
  print(this, age(this.language))
  for (const entry of Object.values(bundledCatalog.products)) print(this, known(entry)[this.language])
}

function age(language: Language): string {
  const { days, tooOld } = ageOf(bundledCatalog, Date.now())
  const old = days === 1 ? say('1 Tag', '1 day') : say(`${days} Tage`, `${days} days`)
  const limit = tooOld ? say(' – zu alt, um "aktuell" zu bestätigen', ' – too old to confirm "current"') : say('', '')
  return say(
    `Katalog vom ${bundledCatalog.asOf}, ${old.de} alt${limit.de}.`,
    `Catalogue of ${bundledCatalog.asOf}, ${old.en} old${limit.en}.`,
  )[language]
}

/** What is known of one product, without the kinds of facts that the catalogue does not hold of it. */
function known(entry: ProductEntry): Text {
  const { name, advisories, lines } = entry
  const parts = [
    newestOf(entry),
    ...(advisories.length === 0
      ? []
      : [say(`${advisories.length} Sicherheitslücken`, `${advisories.length} advisories`)]),
    ...(lines.length === 0 ? [] : [say(`${lines.length} Linien mit Enddatum`, `${lines.length} lines with their end`)]),
  ]
  return joined([verbatim(`${name}:`), joined(parts, ', ')])
}

function newestOf(entry: ProductEntry): Text {
  const newest = newestRelease(entry)
  if (!newest) return say('keine Ausgabe bekannt', 'no release known')
  const { version, name, sure } = newest
  const shown = name === undefined ? version : `${name} (${version})`
  const doubt = sure === 'confirmed' ? say('', '') : say(' (nicht bestätigt)', ' (not confirmed)')
  return say(`neueste bekannte Ausgabe ${shown}${doubt.de}`, `newest known release ${shown}${doubt.en}`)
}

/** Prints the JSON Schema that a catalogue file keeps to. */
export async function schema(this: Program): Promise<void> {
  const { catalogJsonSchema } = await import('../../catalog/schema.ts')
  print(this, JSON.stringify(catalogJsonSchema(), undefined, 2))
}

import { ageOf, bundledCatalog, newestRelease } from '../../catalog/index.ts'
import { say } from '../../model/text.ts'
import { type Program, print } from '../program.ts'
import type { CatalogFlags } from './command.ts'

/** Shows what the catalogue knows and how old that is. */
export function show(this: Program, flags: CatalogFlags): void {
  if (flags.json) {
    print(this, JSON.stringify(bundledCatalog, undefined, 2))
    return
  }
  const { days, tooOld } = ageOf(bundledCatalog, Date.now())
  const age = say(
    `Katalog vom ${bundledCatalog.asOf}, ${days} Tage alt${tooOld ? ' - zu alt, um "aktuell" zu bestätigen' : ''}.`,
    `Catalogue of ${bundledCatalog.asOf}, ${days} days old${tooOld ? ' - too old to confirm that anything is current' : ''}.`,
  )
  print(this, age[this.language])
  for (const entry of Object.values(bundledCatalog.products)) {
    const newest = newestRelease(entry)
    const known = say(
      `${entry.name}: neueste bekannte Version ${newest?.version ?? 'keine'}, ${entry.advisories.length} Meldungen, ${entry.lines.length} Reihen`,
      `${entry.name}: newest known release ${newest?.version ?? 'none'}, ${entry.advisories.length} advisories, ${entry.lines.length} lines`,
    )
    print(this, known[this.language])
  }
}

/** Prints the JSON Schema that a catalogue file keeps to. */
export async function schema(this: Program): Promise<void> {
  const { catalogJsonSchema } = await import('../../catalog/schema.ts')
  print(this, JSON.stringify(catalogJsonSchema(), undefined, 2))
}

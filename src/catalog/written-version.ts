import type { Product } from './catalog.ts'
import type { Version } from './version.ts'
import { parseVersion } from './version-forms.ts'

/** Reads a version that is known to be one, because code or a checked catalogue wrote it; throws otherwise. */
export function writtenVersion(product: Product, text: string): Version {
  const parsed = parseVersion(product, text)
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

import { type Advisory, type ProductEntry, parseVersion, verdictOn } from '../catalog/index.ts'
import type { InstalledExtension } from '../evidence/screenconnect/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import { namedAdvisory, noneKnownOf, openAdvisory } from './advisory-judgement.ts'
import { byDanger } from './advisory-severity.ts'
import { weightInWords } from './advisory-words.ts'
import type { Judgement } from './control.ts'
import { quotation } from './quotation.ts'

/** What the catalogue knows of extensions, the most dangerous first. */
export function extensionAdvisories({ advisories }: ProductEntry): readonly Advisory[] {
  return advisories.filter(({ part }) => part === 'extension').sort(byDanger)
}

/** One `unknown` for each advisory of an extension: without a look inside nobody knows whether it is installed. */
export function unseenExtensions(entry: ProductEntry): readonly Judgement[] {
  const asked = extensionAdvisories(entry)
  if (asked.length === 0) return [{ outcome: 'unknown', detail: noneKnownOf(entry), evidence: [] }]
  return asked.map((advisory) => ({ ...namedAdvisory(advisory), ...openAdvisory(advisory, hidden), evidence: [] }))
}

/** The answer to one advisory where the installed extensions are known; none if the extension is not affected. */
export function installedExtension(
  advisory: Advisory,
  extensions: readonly InstalledExtension[],
  evidence: readonly Evidence[],
): readonly Judgement[] {
  const named = extensions.filter(({ name }) => name?.toLowerCase() === advisory.extension?.toLowerCase())
  return named.flatMap((extension) => answerTo(advisory, extension, evidence))
}

function answerTo(
  advisory: Advisory,
  { name, version }: InstalledExtension,
  evidence: readonly Evidence[],
): readonly Judgement[] {
  const shown = quotation(name ?? '')
  const parsed = parseVersion('screenconnect', version ?? '')
  // The ranges of the advisory count the extension's own versions, which are written like those of the product.
  const verdict = parsed.ok ? verdictOn({ ...advisory, part: 'server' }, parsed.value) : 'unclear'
  if (verdict === 'not-affected') return []
  if (verdict === 'unclear' || !parsed.ok)
    return [{ ...namedAdvisory(advisory), ...openAdvisory(advisory, noVersion(shown)), evidence }]
  const affected = say(
    `Die Erweiterung „${shown}“ ${parsed.value.text} ist betroffen.`,
    `The extension "${shown}" ${parsed.value.text} is affected.`,
  )
  const repair =
    advisory.fixed === undefined ? [] : [say(`Behoben ab ${advisory.fixed}.`, `Repaired from ${advisory.fixed}.`)]
  const detail = joined([affected, ...repair, ...weightInWords(advisory)])
  return [{ ...namedAdvisory(advisory), outcome: 'fail', detail, evidence }]
}

const hidden: Text = say(
  'Betroffen ist eine Erweiterung mit eigener Version. Ob sie installiert ist und in welcher Version, zeigt nur der Blick in den Server.',
  'An extension with a version of its own is affected. Whether it is installed and in which version only a look inside the server shows.',
)

function noVersion(name: string): Text {
  return say(
    `Die Erweiterung „${name}“ ist installiert, ihre Version war nicht zu lesen.`,
    `The extension "${name}" is installed; its version could not be read.`,
  )
}

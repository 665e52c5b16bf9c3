import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { extensionAdvisories, installedExtension, unseenExtensions } from '../extension-advisories.ts'
import { mappingsOf } from '../mappings.ts'
import { ifCatalogIsFresh } from '../release-judgement.ts'
import { lacking, onEveryFolder } from '../screenconnect-folder.ts'
import { screenconnectExtensionRenewal } from '../screenconnect-upgrade.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No advisory of the catalogue affects an installed extension; their versions stand in the folder only. */
export const screenconnectExtensions: Control = {
  id: 'screenconnect-current.extensions',
  version: 1,
  measure: 'screenconnect-current',
  title: say(
    'Keine bekannte Sicherheitslücke betrifft eine Erweiterung',
    'No known vulnerability affects an extension',
  ),
  reason: say(
    'Erweiterungen laufen im Server selbst, oft ohne eigene Anmeldung, und haben Versionen und Lücken für sich.',
    'Extensions run inside the server itself, often without a sign-in of their own, and have versions and holes of their own.',
  ),
  looksAt: say(
    'Name und Version in den Manifest.xml unter App_Extensions, neben den Sicherheitslücken des Katalogs.',
    'Name and version in the Manifest.xml files below App_Extensions, beside the advisories of the catalogue.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 7,
  remedy: screenconnectExtensionRenewal,
  references: [upkeepSources.connectwiseDisclosures],
  mappings: mappingsOf('screenconnect-current'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { catalog, evidence } = question
  const entry = catalog.products.screenconnect
  const asked = extensionAdvisories(entry)
  if (asked.length === 0 || evidence.about('screenconnect', 'screenconnect.extensions').length === 0)
    return unseenExtensions(entry)
  return onEveryFolder(question, (folder) => {
    const piece = folder.seen('screenconnect.extensions')
    if (!piece) return [lacking(folder, 'screenconnect.extensions')]
    const { extensions } = piece.value
    const found = asked.flatMap((advisory) => installedExtension(advisory, extensions, [piece]))
    if (found.length > 0) return found
    const detail = say(
      `Keine Sicherheitslücke, die der Katalog vom ${catalog.asOf} zu Erweiterungen kennt (${asked.length}), betrifft eine installierte (${extensions.length}).`,
      `No advisory that the catalogue of ${catalog.asOf} knows of extensions (${asked.length}) affects one that is installed (${extensions.length}).`,
    )
    return [{ ...ifCatalogIsFresh(question, detail), evidence: [piece] }]
  })
}

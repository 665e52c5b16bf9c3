import { say } from '../../model/text.ts'
import { extensionJudgements } from '../advisory-judgement.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { screenconnectExtensionRenewal } from '../screenconnect-upgrade.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No advisory of the catalogue affects an installed extension; their versions cannot be seen from outside. */
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
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 7,
  remedy: screenconnectExtensionRenewal,
  references: [upkeepSources.connectwiseDisclosures],
  mappings: mappingsOf('screenconnect-current'),
  judge: ({ catalog }) => extensionJudgements(catalog.products.screenconnect),
}

import { anonymousInstaller } from './anonymous-installer.ts'
import { scriptInAppearance } from './cve-2019-16512.ts'
import { foreignPage } from './cve-2019-16513.ts'
import { sqlFromAgents } from './cve-2020-14159.ts'
import { externalEntities } from './cve-2021-35066.ts'
import { externalEntitiesOfAgents } from './cve-2021-35066-agents.ts'
import { injectedRelay } from './cve-2023-25719.ts'
import { foreignRelay } from './cve-2023-25719-relay.ts'
import { strayExtensionPage } from './cve-2024-1708.ts'
import { setupWizard } from './cve-2024-1709.ts'
import { pagePathInfo } from './cve-2024-1709-path-info.ts'
import { viewStateInQuery } from './cve-2025-3935.ts'
import { viewStateInBody } from './cve-2025-3935-body.ts'
import { installExtension } from './cve-2025-14265.ts'
import type { VirtualPatch } from './virtual-patch.ts'

export { unpatchable } from './unpatchable.ts'
export type { InspectedRequest, VirtualPatch } from './virtual-patch.ts'

/** Every virtual patch that comes with this release, the gravest first. */
export const virtualPatches: readonly VirtualPatch[] = [
  setupWizard,
  strayExtensionPage,
  viewStateInQuery,
  injectedRelay,
  externalEntities,
  pagePathInfo,
  viewStateInBody,
  foreignRelay,
  installExtension,
  scriptInAppearance,
  foreignPage,
  externalEntitiesOfAgents,
  sqlFromAgents,
  anonymousInstaller,
]

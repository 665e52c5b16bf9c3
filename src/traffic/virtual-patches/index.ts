import { setupWizard } from './cve-2024-1709.ts'
import type { VirtualPatch } from './virtual-patch.ts'

/** Every virtual patch that comes with this release. */
export const virtualPatches: readonly VirtualPatch[] = [setupWizard]

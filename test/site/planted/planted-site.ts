import type { Evidence } from '../../../src/model/evidence.ts'
import type { Plant } from './fault.ts'
import { hardenedWithoutFolder, screenConnectEvidence, screenConnectState } from './hardened-site.ts'

let folderInOrder: Promise<readonly Evidence[]> | undefined

/** Everything that all witnesses bring of a site with nothing wrong. The folder is read once. */
export async function siteInOrder(): Promise<readonly Evidence[]> {
  folderInOrder ??= screenConnectEvidence(screenConnectState)
  return [...hardenedWithoutFolder, ...(await folderInOrder)]
}

/** The same with something planted in it. */
export async function siteWith(plant: Plant): Promise<readonly Evidence[]> {
  const evidence = plant.folder
    ? [...hardenedWithoutFolder, ...(await screenConnectEvidence(plant.folder(screenConnectState)))]
    : await siteInOrder()
  return plant.evidence?.(evidence) ?? evidence
}

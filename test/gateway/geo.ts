import { copyFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadGeo } from '../../src/gateway/geo/load.ts'

/** Compiling the geo data takes many seconds: once for all tests. */
export const sharedGeoFolder: string = join(tmpdir(), 'bollwerk-test-geo')

/** Puts compiled geo data into a folder of state. */
export async function preparedGeo(stateFolder: string): Promise<void> {
  await loadGeo({ cacheFolder: sharedGeoFolder })
  mkdirSync(stateFolder, { recursive: true })
  copyFileSync(join(sharedGeoFolder, 'geo.bin'), join(stateFolder, 'geo.bin'))
}

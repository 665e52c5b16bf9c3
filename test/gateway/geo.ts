import { copyFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadGeo } from '../../src/gateway/geo/load.ts'

/** Compiling the geo data takes many seconds: once for all tests. */
const shared = join(tmpdir(), 'bollwerk-test-geo')

/** Puts compiled geo data into a folder of state. */
export async function preparedGeo(stateFolder: string): Promise<void> {
  await loadGeo({ cacheFolder: shared })
  mkdirSync(stateFolder, { recursive: true })
  copyFileSync(join(shared, 'geo.bin'), join(stateFolder, 'geo.bin'))
}

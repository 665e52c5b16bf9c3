import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GeoData, type GeoParts, geoData } from '../../traffic/geo.ts'
import { compileGeo } from '../../traffic/geo-compile.ts'
import { compiledBytes, readCompiled } from './compiled-file.ts'
import { readCountryDatabase } from './mmdb.ts'
import { installedSources, rangesOf } from './packages.ts'

/** Where geo data come from and where their compiled form is kept. */
export interface GeoPlace {
  /** Holds what was compiled, so that the next start is fast. Made when absent. */
  readonly cacheFolder: string
  /** An operator's own database (MaxMind DB) instead of the two sources that Bollwerk brings: it gives both opinions. */
  readonly ownDatabase?: string
  /** Told, before seconds of work, why no compiled file could be used: for the log. */
  readonly onCompile?: (reason: string) => void
  /** Told why what was compiled could not be kept; the next start then takes seconds again. */
  readonly onUnkept?: (cause: unknown) => void
}

/** Raise when the same sources compile to something else: older files are then compiled anew. */
const format = 3

/**
 * The opinions on all addresses. Compiles the sources on first use and whenever they or the format change, which takes
 * seconds; otherwise reads the compiled file, which takes milliseconds. A compiled file that is damaged or of other
 * sources is compiled anew. If the folder cannot be written, the data are in use all the same.
 * @throws Error when a source is missing or damaged.
 */
export async function loadGeo({ cacheFolder, ownDatabase, onCompile, onUnkept }: GeoPlace): Promise<GeoData> {
  const { key, file, compile } = ownDatabase === undefined ? await brought() : await own(ownDatabase)
  const path = join(cacheFolder, file)
  const kept = await readKept(path, key)
  if (typeof kept !== 'string') return geoData(kept)
  onCompile?.(kept)
  const parts = await compile()
  try {
    await mkdir(cacheFolder, { recursive: true })
    await writeWhole(path, compiledBytes(parts, key))
  } catch (cause) {
    onUnkept?.(cause)
  }
  return geoData(parts)
}

interface Recipe {
  readonly key: string
  readonly file: string
  readonly compile: () => Promise<GeoParts>
}

async function brought(): Promise<Recipe> {
  const [first, second] = await installedSources()
  const key = [first, second].map(({ source }) => `${source.name}@${source.version}`).join(' ')
  const compile = async () => compileGeo(await rangesOf(first), await rangesOf(second))
  return { key: `${format} ${key}`, file: 'geo.bin', compile }
}

async function own(path: string): Promise<Recipe> {
  const content = await readFile(path)
  const sum = createHash('sha256').update(content).digest('hex')
  const compile = async () => compileGeo(readCountryDatabase(content, path))
  return { key: `${format} own ${sum}`, file: 'geo-own.bin', compile }
}

/** What was compiled earlier, or the reason why it cannot be used; whatever that is, compiling anew puts it right. */
async function readKept(path: string, key: string): Promise<GeoParts | string> {
  try {
    return readCompiled(await readFile(path), key)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Under another name first: whoever reads meanwhile, or a loss of power, sees the old file or the new one. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    await writeFile(draft, content, { flush: true, flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

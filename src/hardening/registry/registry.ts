import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RegistryValue } from '../change.ts'
import { type RunProgram, runSystemProgram } from '../system-program.ts'
import { type Place, regFile, storedIn } from './reg-file.ts'
import { type Stored, storedFrom, valueFrom } from './value-bytes.ts'

/** The 64-bit registry of a machine, read and written through `reg.exe`. */
export interface Registry {
  /** `null`: no such value. Throws where it could not be read, or is of a form that no step can name. */
  read(key: string, name: string): Promise<RegistryValue | null>
  /** What the registry keeps, in whatever form. */
  stored(key: string, name: string): Promise<Stored | null>
  /** Sets the value, or takes it away. Only in a key that is there: a key that came with a value would stay behind. */
  write(place: Place, value: RegistryValue | null): Promise<void>
}

/**
 * `export` and `import` go through files, which are the same in every language, and not through what `reg.exe` prints:
 * that is in the code page of the console, which loses characters. The files hold a whole key for a moment, in a
 * folder that is this user's alone, and are removed at once.
 */
export function registry(run: RunProgram = runSystemProgram): Registry {
  const stored = async (key: string, name: string) =>
    storedAt(placeInRegistry(key, name), (whole) => exportOf(whole, run))
  return {
    stored,
    read: async (key, name) => valueAt({ key, name }, await stored(key, name)),
    write: async ({ key, name }, value) => write(placeInRegistry(key, name), { value, run }),
  }
}

/** The registry as of one moment: asks for each key once, whichever of its values are read. */
export function registryOnce(run: RunProgram = runSystemProgram): Pick<Registry, 'read'> {
  const exports = new Map<string, Promise<Buffer | null>>()
  const once = (key: string): Promise<Buffer | null> => {
    const known = exports.get(key) ?? exportOf(key, run)
    exports.set(key, known)
    return known
  }
  return { read: async (key, name) => valueAt({ key, name }, await storedAt(placeInRegistry(key, name), once)) }
}

async function storedAt(place: Place, exported: (key: string) => Promise<Buffer | null>): Promise<Stored | null> {
  const file = await exported(place.key)
  return file && storedIn(file, place)
}

function valueAt({ key, name }: Place, found: Stored | null): RegistryValue | null {
  const value = found && valueFrom(found)
  if (value === undefined) throw new Error(`${key}: ${name} is kept in a form that Bollwerk cannot put back`)
  return value
}

/** Throws where the place is not one value of HKEY_LOCAL_MACHINE, or could not be written in a file as one. */
export function placeInRegistry(key: string, name: string): Place {
  const below = /^(?:HKLM|HKEY_LOCAL_MACHINE)((?:\\[^\\\p{Cc}]+)+)$/iu.exec(key)?.[1]
  if (below === undefined) throw new Error(`${key} is no key below HKLM`)
  if (name === '' || name.toLowerCase() === '(default)' || /\p{Cc}/u.test(name))
    throw new Error(`${key}: only values with a name of their own are read and set`)
  return { key: `HKEY_LOCAL_MACHINE${below}`, name }
}

/** The file that Windows writes of a key, `null` where there is none. */
async function exportOf(key: string, run: RunProgram): Promise<Buffer | null> {
  return inFolder(async (folder) => {
    const file = join(folder, 'key.reg')
    const { code } = await run('reg.exe', ['export', key, file, '/y', '/reg:64'])
    if (code === 0) return readFile(file)
    if (await isAbsent(key, run)) return null
    throw new Error(`${key} could not be read (reg.exe export answered ${code})`)
  })
}

/**
 * Whether there is no such key: the code is the same for a key that is denied. So the key above is asked for its
 * list; only keys of plain letters can be told in it.
 */
async function isAbsent(key: string, run: RunProgram): Promise<boolean> {
  if (!/^[\x20-\x7e]+$/.test(key)) return false
  const above = keyAbove(key)
  if (above === undefined) return false
  const listed = await keysIn(above, run)
  if (!listed) return isAbsent(above, run)
  // An empty list counts only from a program that is seen to list what is there.
  return listed.length > 0 ? !listed.includes(key.toLowerCase()) : isListed(above, run)
}

async function isListed(key: string, run: RunProgram): Promise<boolean> {
  const above = keyAbove(key)
  return above !== undefined && (await keysIn(above, run))?.includes(key.toLowerCase()) === true
}

function keyAbove(key: string): string | undefined {
  const end = key.lastIndexOf('\\')
  return end < 0 ? undefined : key.slice(0, end)
}

/** The full names of the keys directly below, in lower case; absent where the key cannot be asked. */
async function keysIn(key: string, run: RunProgram): Promise<readonly string[] | undefined> {
  const { code, stdout } = await run('reg.exe', ['query', key, '/reg:64'])
  if (code !== 0) return undefined
  const lines = stdout.toString(stdout.includes(0) ? 'utf16le' : 'latin1').split(/\r?\n/)
  return lines.map((line) => line.toLowerCase()).filter((line) => line.startsWith(`${key.toLowerCase()}\\`))
}

interface Writing {
  readonly value: RegistryValue | null
  readonly run: RunProgram
}

async function write(place: Place, { value, run }: Writing): Promise<void> {
  const content = regFile(place, value && storedFrom(value))
  await inFolder(async (folder) => {
    const look = await run('reg.exe', ['query', place.key, '/reg:64'])
    if (look.code !== 0) throw new Error(`${place.key} is not there; Bollwerk creates no keys`)
    const file = join(folder, 'value.reg')
    await writeFile(file, content, { flag: 'wx' })
    const { code } = await run('reg.exe', ['import', file, '/reg:64'])
    if (code !== 0) throw new Error(`${place.key}: ${place.name} was not set (reg.exe import answered ${code})`)
  })
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-registry-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Missing } from '../../../model/evidence.ts'

/** What came of an attempt to read. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly missing: Missing }

export interface FolderEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
}

/** How long one file of a share that does not answer is waited for. */
const patienceMs = 60_000
/** The same for a whole database. */
const copyPatienceMs = 20 * 60_000
const mostEntries = 20_000
const chunkBytes = 1024 * 1024
/** Most files are smaller than this. */
const firstBytes = 64 * 1024

/**
 * A folder out of which nothing is read: links that lead elsewhere are refused, pipes and devices are never opened,
 * sizes are bounded. Names are found whatever their case, because the folder may be a copy on another system.
 * Nothing in it is changed.
 */
export class ConfinedFolder {
  readonly #root: string
  readonly #stop: AbortSignal | undefined

  private constructor(root: string, stop: AbortSignal | undefined) {
    this.#root = root
    this.#stop = stop
  }

  /** Fails with the system's error if there is no such folder. After `stop` every reading is interrupted. */
  static async open(path: string, stop?: AbortSignal): Promise<ConfinedFolder> {
    const root = await realpath(path)
    await readdir(root)
    return new ConfinedFolder(root, stop)
  }

  /** A file's bytes, if there are at most `limit` of them; with `from`, at most `limit` bytes from there on. */
  async read(path: string, limit: number, from?: number): Promise<Reading<Uint8Array>> {
    return await this.#opened(path, async (file, { size }) => {
      if (from === undefined && size > limit) return missing('too-large', `${size} bytes`)
      const bytes = await readSpan(file, { from: from ?? 0, most: limit + 1 })
      // A file may grow while it is read.
      if (from === undefined && bytes.length > limit) return missing('too-large', `more than ${limit} bytes`)
      return { ok: true, value: bytes.subarray(0, limit) }
    })
  }

  /** Copies a file of at most `limit` bytes. */
  async copy(path: string, target: string, limit: number): Promise<Reading<number>> {
    const started = performance.now()
    const mayGoOn = (): boolean => this.#stop?.aborted !== true && performance.now() - started < copyPatienceMs
    const copying = async (file: FileHandle, { size }: Stats): Promise<Reading<number>> => {
      if (size > limit) return missing('too-large', `${size} bytes`)
      const copy = await open(target, 'wx', 0o600)
      try {
        let copied = 0
        while (mayGoOn()) {
          const bytes = await readSpan(file, { from: copied, most: chunkBytes })
          if (bytes.length === 0) return { ok: true, value: copied }
          copied += bytes.length
          if (copied > limit) return missing('too-large', `more than ${limit} bytes`)
          await copy.write(bytes)
        }
        return missing('interrupted', 'stopped')
      } finally {
        await copy.close()
      }
    }
    return await this.#opened(path, copying, copyPatienceMs)
  }

  /** Size and time of a file's last change. */
  async about(path: string): Promise<Reading<{ readonly bytes: number; readonly modified: number }>> {
    return await this.#attempt(async () => {
      const found = await stat(await this.#inside(path))
      return { ok: true, value: { bytes: found.size, modified: Math.round(found.mtimeMs) } }
    })
  }

  /** What stands in a folder, by name; `''` is the folder itself. */
  async list(path: string): Promise<Reading<readonly FolderEntry[]>> {
    return await this.#attempt(async () => {
      const entries = await readdir(await this.#inside(path), { withFileTypes: true })
      if (entries.length > mostEntries) return missing('too-large', `${entries.length} entries`)
      const value = entries
        .map((entry): FolderEntry => {
          return { name: entry.name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' }
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
      return { ok: true, value }
    })
  }

  async #opened<Value>(
    path: string,
    use: (file: FileHandle, about: Stats) => Promise<Reading<Value>>,
    patience: number = patienceMs,
  ): Promise<Reading<Value>> {
    return await this.#attempt(async () => {
      const real = await this.#inside(path)
      if (!(await stat(real)).isFile()) return missing('unreadable', 'not a file')
      // Without NONBLOCK a pipe that took the file's place meanwhile would be waited for.
      const file = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
      try {
        const about = await file.stat()
        return about.isFile() ? await use(file, about) : missing('unreadable', 'not a file')
      } finally {
        await file.close()
      }
    }, patience)
  }

  /** The real path of a name inside; whatever leads outside is refused. */
  async #inside(path: string): Promise<string> {
    let here = this.#root
    for (const part of path.split('/').filter((name) => name !== '')) {
      if (part === '..' || part === '.') throw new Outside()
      here = await realpath(join(here, await nameIn(here, part)))
      if (here !== this.#root && !here.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep))
        throw new Outside()
    }
    return here
  }

  async #attempt<Value>(work: () => Promise<Reading<Value>>, patience: number = patienceMs): Promise<Reading<Value>> {
    if (this.#stop?.aborted === true) return missing('interrupted', 'stopped')
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<Reading<Value>>((resolve) => {
      timer = setTimeout(() => resolve(missing('timeout', `${patience / 1000} s`)), patience)
    })
    try {
      return await Promise.race([work().catch((cause: unknown) => failure<Value>(cause)), late])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Text of a file whatever its encoding says: UTF-8, or UTF-16 with its mark. Anything else is no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // Bytes that are no text of the encoding that they claim.
    return undefined
  }
}

class Outside extends Error {}

export function missing<Value>(reason: Missing['reason'], detail: string): Reading<Value> {
  return { ok: false, missing: { reason, detail } }
}

/** The name as the folder writes it: on another system than Windows, case counts and copies keep any. */
async function nameIn(folder: string, name: string): Promise<string> {
  const names = await readdir(folder)
  if (names.includes(name)) return name
  return names.find((candidate) => candidate.toLowerCase() === name.toLowerCase()) ?? name
}

async function readSpan(
  file: FileHandle,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  while (length < most) {
    const part = Buffer.allocUnsafe(Math.min(length === 0 ? firstBytes : chunkBytes, most - length))
    const { bytesRead } = await file.read(part, 0, part.length, from + length)
    if (bytesRead === 0) break
    parts.push(part.subarray(0, bytesRead))
    length += bytesRead
  }
  return Buffer.concat(parts)
}

function failure<Value>(cause: unknown): Reading<Value> {
  if (cause instanceof Outside) return missing('denied', 'leads out of the folder')
  const code = cause instanceof Object && 'code' in cause ? String(cause.code) : 'unknown'
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing('absent', code)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY' || code === 'ELOOP') return missing('denied', code)
  return missing('unreadable', code)
}

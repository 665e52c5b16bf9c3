import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { constants, copyFile, link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, notWritable } from './file-failure.ts'

export interface KeptFile {
  readonly path: string
  /** The same content was there before. */
  readonly already: boolean
}

/** Under which name something is kept, without the number that sets it apart from other content. */
export interface KeptName {
  readonly name: string
  /** `.json` */
  readonly ending: string
}

/**
 * Keeps a text in a folder, which is made where it is missing. The same content is kept once; other content under the
 * same name gets a number, nothing is ever overwritten.
 */
export async function keepOnce(folder: string, { name, ending }: KeptName, text: string): Promise<KeptFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw notWritable(folder, cause)
  })
  const earlier = await earlierCopy(folder, { name, ending }, text)
  if (earlier !== undefined) return { path: earlier, already: true }
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${name}${ending}` : `${name}-${number}${ending}`)
    if (!existsSync(path) && (await writtenFirst(path, text))) return { path, already: false }
  }
}

async function earlierCopy(folder: string, { name, ending }: KeptName, text: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((one) => one.startsWith(name) && one.endsWith(ending)).sort()
  for (const path of names.map((one) => join(folder, one))) {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return path
  }
  return undefined
}

/** Writes a file whole, unless somebody else was first to take the name. */
async function writtenFirst(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.${process.pid}.part`
  try {
    await writeFile(draft, text, { mode: 0o600 })
    await placed(draft, path)
    return true
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false
    throw notWritable(path, cause)
  } finally {
    await rm(draft, { force: true })
  }
}

/** A second name for the draft appears at once and never in place of another file; some file systems know only copies. */
async function placed(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path)
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw cause
    await copyFile(draft, path, constants.COPYFILE_EXCL)
  }
}

/** A text as every file system takes it for a part of a name. */
export function fileWord(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9.-]+/g, '_').slice(0, 60)
}

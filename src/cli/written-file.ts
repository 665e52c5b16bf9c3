import { access, constants, rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { notWritable } from './file-failure.ts'

/** Writes a file whole or not at all: a reader never sees half of it. Readable by its owner only. */
export async function writeNew(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`
  try {
    await writeFile(draft, text, { mode: 0o600 })
    await rename(draft, path)
  } catch (cause) {
    throw notWritable(path, cause)
  }
}

/** Refuses a path that could not be written later, before hours of work are lost to it. `undefined` is fine. */
export async function mustBeWritable(path: string | undefined): Promise<void> {
  if (path === undefined) return
  try {
    await access(dirname(path), constants.W_OK)
  } catch (cause) {
    throw notWritable(path, cause)
  }
  if (await isFolder(path)) throw notWritable(path, { code: 'EISDIR' })
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    // Nothing there yet, which is what writing it needs.
    return false
  }
}

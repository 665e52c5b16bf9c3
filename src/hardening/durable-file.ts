import { constants } from 'node:fs'
import { chmod, type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** For their owner alone. Windows knows no such modes: there the rights of the folder above decide. */
const ownFolder = 0o700
const ownFile = 0o600

/** Makes a folder that only its owner may enter; what is there already becomes so. On disk when it resolves. */
export async function makeOwnFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: ownFolder })
  await chmod(path, ownFolder)
  await flushFolder(dirname(path))
}

/** Makes a new folder that only its owner may enter. On disk when it resolves; rejects where there is one. */
export async function makeNewFolder(path: string): Promise<void> {
  await mkdir(path, { mode: ownFolder })
  await flushFolder(dirname(path))
}

/** Writes a file that only its owner may read, over whatever was there. On disk with its name when it resolves. */
export async function writeOwnFile(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', ownFile)
  try {
    await writeAll(file, bytes, 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await flushFolder(dirname(path))
}

/** Writes all the bytes from a place in the file on: a single write may write fewer. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

/** A file to append to that only its owner may read. Reading works too, for what stands there already. */
export function openOwnFile(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | constants.O_CREAT, ownFile)
}

/**
 * Brings the names of a folder to disk: a new file may be there without its name after a power loss otherwise. Windows
 * cannot open folders, and NTFS keeps names in a journal of its own.
 */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

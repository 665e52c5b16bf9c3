import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fingerprint, Step } from '../change.ts'
import { writeAll, writeOwnFile } from '../durable-file.ts'
import { fits } from '../fingerprint.ts'
import { ForeignContent } from '../foreign-content.ts'
import type { Ground, Standing } from '../ground.ts'
import { spliced, unspliced } from '../splices.ts'
import { isTornWrite } from './torn-write.ts'

type FileStep = Extract<Step, { kind: 'file' }>

/**
 * Files, written in place and not replaced by a new one under the same name: so owner, rights, access lists, further
 * names and streams of the file stay what they are, a link stays a link, and a program that holds the file open without
 * sharing its removal (Windows) is no obstacle. The price is a moment in which the file is half the one and half the
 * other; a crash in it is recognised byte by byte (`torn-write.ts`) and mended from the copy.
 */
export const fileGround: Ground<'file'> = {
  standing: async (step) => standingOf(await readFile(step.path), step),
  snapshot: async (step, folder, name) => {
    const before = beforeOf(await readFile(step.path), step)
    // A good copy is never put at risk by writing it again: the disk may be full by now.
    if (await isKept(join(folder, name), step.before)) return
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeOwnFile(join(folder, name), before)
  },
  move: (step, to) =>
    rewrite(step.path, (there) => {
      const before = beforeOf(there, step)
      return to === 'before' ? before : afterOf(before, step)
    }),
  restore: async (step, folder, name) => {
    // Where nothing broke off there is no copy, and what stands there is somebody else's.
    if (!(await isKept(join(folder, name), step.before))) throw new ForeignContent(`${step.path}: no good copy`)
    const before = await readFile(join(folder, name))
    const after = afterOf(before, step)
    await rewrite(step.path, (there) => {
      if (isTornWrite(there, before, after)) return before
      throw new ForeignContent(`${step.path} holds something else`)
    })
  },
}

async function isKept(copy: string, content: Fingerprint): Promise<boolean> {
  try {
    return fits(await readFile(copy), content)
  } catch {
    // None yet, or none that can be read: then it is written, and that fails where it must.
    return false
  }
}

function standingOf(bytes: Uint8Array, step: FileStep): Standing {
  if (fits(bytes, step.before)) return 'before'
  return fits(bytes, step.after) ? 'after' : 'other'
}

/** The file as it is before the step, from either side of it. */
function beforeOf(there: Buffer, step: FileStep): Buffer {
  const standing = standingOf(there, step)
  if (standing === 'other') throw new ForeignContent(`${step.path} holds something else`)
  return standing === 'before' ? there : checked(unspliced(there, step.splices), step.before, step)
}

function afterOf(before: Buffer, step: FileStep): Buffer {
  return checked(spliced(before, step.splices), step.after, step)
}

function checked(bytes: Buffer, expected: Fingerprint, { path }: FileStep): Buffer {
  if (!fits(bytes, expected)) throw new ForeignContent(`the splices for ${path} do not lead to what the plan says`)
  return bytes
}

/** Reads and writes through one opening, so that both are the same file whatever happens to its name. */
async function rewrite(path: string, change: (there: Buffer) => Buffer): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const there = await file.readFile()
    await writeOver(file, there, change(there))
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeOver(file: FileHandle, there: Buffer, wanted: Buffer): Promise<void> {
  const differing = wanted.findIndex((byte, index) => byte !== there[index])
  if (differing !== -1) await writeAll(file, wanted.subarray(differing), differing)
  if (wanted.length < there.length) await file.truncate(wanted.length)
}

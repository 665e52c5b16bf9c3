import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Compiled } from '../../targets/compiled.ts'
import { notWritable } from '../file-failure.ts'
import { type Program, print } from '../program.ts'
import { writeNew } from '../written-file.ts'

/** Writes what was compiled into a folder, each file whole or not at all, and names each on standard output. */
export async function writeCompiled(program: Program, folder: string, compiled: Compiled): Promise<void> {
  for (const { path, text } of compiled) {
    const place = join(folder, path)
    try {
      await mkdir(dirname(place), { recursive: true })
    } catch (cause) {
      throw notWritable(folder, cause)
    }
    await writeNew(place, text)
    print(program, place)
  }
}

import { rename, writeFile } from 'node:fs/promises'
import { say } from '../model/text.ts'
import { Refusal } from './refusal.ts'

/** Writes a file whole or not at all: a reader never sees half of it. Readable by its owner only. */
export async function writeNew(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`
  try {
    await writeFile(draft, text, { mode: 0o600 })
    await rename(draft, path)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Refusal(
      say(
        `${path} lässt sich nicht schreiben (${code}). Bitte prüfen Sie Ordner und Rechte.`,
        `${path} cannot be written (${code}). Please check the folder and its permissions.`,
      ),
    )
  }
}

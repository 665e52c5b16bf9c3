import { readFile } from 'node:fs/promises'
import { readEvidenceFile } from '../../evidence/file.ts'
import type { Evidence } from '../../model/evidence.ts'
import { joined, say, verbatim } from '../../model/text.ts'
import { type Program, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'

/** Reads evidence files one after another; a file that is not one is refused by name. */
export async function storedEvidence(program: Program, paths: readonly string[]): Promise<readonly Evidence[]> {
  const evidence: Evidence[] = []
  for (const path of paths) evidence.push(...(await fromFile(path)))
  tell(
    program,
    say(
      `${evidence.length} Belege aus ${paths.length} Dateien.`,
      `${evidence.length} pieces of evidence from ${paths.length} files.`,
    ),
  )
  return evidence
}

async function fromFile(path: string): Promise<readonly Evidence[]> {
  const file = readEvidenceFile(await textOf(path))
  if (!file.ok) throw new Refusal(joined([verbatim(`${path}:`), file.problem]))
  return file.value.evidence
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Refusal(say(`${path} lässt sich nicht lesen (${code}).`, `${path} cannot be read (${code}).`))
  }
}

import { say, type Text } from '../../model/text.ts'
import { refusalText, XmlRefused } from '../../targets/xml-refusal.ts'
import type { Asked, Planned } from '../planner.ts'

/** Says of findings why no change answers them. */
export function leftBecause(findings: Asked['findings'], reason: Text): Planned['left'] {
  return findings.map(({ id }) => ({ finding: id, reason }))
}

/**
 * Plans on the bytes of a configuration file. A file that cannot be read, or that is not edited because of what stands
 * in it, leaves all findings with that reason.
 */
export async function onFile(
  { reach, findings }: Pick<Asked, 'reach' | 'findings'>,
  { path, name }: { readonly path: string; readonly name: string },
  plan: (bytes: Buffer) => Planned,
): Promise<Planned> {
  const bytes = await reach.readFile(path).catch((error: unknown) => failureOf(name, error))
  if (!Buffer.isBuffer(bytes)) return { changes: [], left: leftBecause(findings, bytes) }
  try {
    return plan(bytes)
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error
    return { changes: [], left: leftBecause(findings, refusalText(name, error)) }
  }
}

/** Why a file could not be read, as the system says it. */
function failureOf(name: string, error: unknown): Text {
  if (!(error instanceof Error) || !('code' in error)) throw error
  const code = String(error.code)
  return say(
    `${name} ist nicht zu lesen (${code}). Bitte starten Sie Bollwerk auf dem Server als Administrator.`,
    `${name} cannot be read (${code}). Please start Bollwerk on the server as administrator.`,
  )
}

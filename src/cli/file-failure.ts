import { say, type Text } from '../model/text.ts'
import { Refusal } from './refusal.ts'

/** What the system called the failure of a file operation: `ENOENT`, `EACCES`. */
export function codeOf(cause: unknown): string {
  return cause instanceof Object && 'code' in cause ? String(cause.code) : 'unknown'
}

export function notReadable(path: string, cause: unknown): Refusal {
  const code = codeOf(cause)
  const why = reasons[code]
  return new Refusal(
    why
      ? say(`${path} lässt sich nicht lesen (${code}): ${why.de}`, `${path} cannot be read (${code}): ${why.en}`)
      : say(`${path} lässt sich nicht lesen (${code}).`, `${path} cannot be read (${code}).`),
  )
}

const reasons: Readonly<Partial<Record<string, Text>>> = {
  ENOENT: say('Das gibt es dort nicht. Bitte prüfen Sie den Namen.', 'There is no such thing. Please check the name.'),
  EACCES: say('Ihnen fehlt das Recht dazu.', 'You lack the right to.'),
  EISDIR: say('Das ist ein Ordner.', 'That is a folder.'),
}

export function notWritable(path: string, cause: unknown): Refusal {
  const code = codeOf(cause)
  return new Refusal(
    say(
      `${path} lässt sich nicht schreiben (${code}). Bitte prüfen Sie Ordner und Rechte.`,
      `${path} cannot be written (${code}). Please check the folder and its permissions.`,
    ),
  )
}

import { say } from '../model/text.ts'
import { Refusal } from './refusal.ts'

/** What the system called the failure of a file operation: `ENOENT`, `EACCES`. */
export function codeOf(cause: unknown): string {
  return cause instanceof Object && 'code' in cause ? String(cause.code) : 'unknown'
}

export function notReadable(path: string, cause: unknown): Refusal {
  const code = codeOf(cause)
  return new Refusal(say(`${path} lässt sich nicht lesen (${code}).`, `${path} cannot be read (${code}).`))
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

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Something that was written, under a name that says where. */
export interface Written {
  readonly where: string
  readonly bytes: Buffer
}

/** Every file below a folder, whatever it is called. */
export function writtenBelow(folder: string): readonly Written[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ where: path.slice(folder.length + 1), bytes: readFileSync(path) }))
}

/** Which secret stands where and in which form; empty if none does. Names of files are searched as well. */
export function marksIn(written: readonly Written[], secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap((secret) => formsOf(secret).map((form) => ({ secret, form })))
  return written.flatMap(({ where, bytes }) => {
    // UTF-16 holds every second byte only; without the others it reads like the rest.
    const content = `${where}\n${bytes.toString('latin1').replaceAll('\0', '')}`.toLowerCase()
    return forms
      .filter(({ form }) => content.includes(form))
      .map(({ secret, form }) => `${secret} as ${form} in ${where}`)
  })
}

/** A secret as it is and as base64, hexadecimal, URL, HTML and JSON write it; in lower case, as is what is searched. */
function formsOf(secret: string): readonly string[] {
  const encodings = ['utf8', 'utf16le'] as const
  const encoded = encodings.flatMap((encoding) => {
    const bytes = Buffer.from(secret, encoding)
    return [bytes.toString('hex'), ...[0, 1, 2].map((offset) => insideBase64(bytes, offset))]
  })
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const forms = [secret, encodeURIComponent(secret), html, JSON.stringify(secret).slice(1, -1), ...encoded]
  return [...new Set(forms.map((form) => form.toLowerCase()))]
}

/** What base64 of a longer text holds of these bytes when they stand `offset` bytes after a multiple of three. */
function insideBase64(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '')
  return whole.slice(offset === 0 ? 0 : offset + 1, -1)
}

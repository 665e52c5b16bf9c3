import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { say } from '../../model/text.ts'
import { notReadable } from '../file-failure.ts'
import { Refusal } from '../refusal.ts'

/** The certificate authority of a PEM file, or none if no file is named. What is no certificate is refused. */
export async function authoritiesIn(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return []
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw notReadable(path, cause)
  })
  try {
    new X509Certificate(text)
  } catch {
    // Node's own words speak of ASN.1 routines; the operator needs to know which file is the wrong one.
    throw new Refusal(say(`${path} enthält kein Zertifikat in PEM-Form.`, `${path} holds no certificate in PEM form.`))
  }
  return [text]
}

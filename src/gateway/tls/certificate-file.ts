import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { accepted, type Parsed, rejected } from '../../model/parsed.ts'
import { say, type Text } from '../../model/text.ts'
import { type CheckedCertificate, checkCertificate, type PemPair } from './certificate-check.ts'

/** Where a certificate lies. Both paths may name the same file. */
export interface CertificateSource {
  /** The names it is for; empty: every name in the certificate. */
  readonly hosts: readonly string[]
  readonly certificate: string
  readonly key: string
  /** Whether the files may be missing, because they are still to be fetched. */
  readonly awaited?: boolean
}

/** What a look at the files brought. */
export type Look =
  | { readonly kind: 'same' }
  | { readonly kind: 'new'; readonly certificate: CheckedCertificate }
  | { readonly kind: 'bad'; readonly problem: Text }

/** The files of one certificate, read again and again. What was good stays until something better is there. */
export class CertificateFile {
  readonly source: CertificateSource
  #current: CheckedCertificate | undefined
  #seen = ''
  #suspect = ''

  constructor(source: CertificateSource) {
    this.source = source
  }

  /** The last good certificate; absent until there was one. */
  get current(): CheckedCertificate | undefined {
    return this.#current
  }

  /**
   * Reads the files at `now` (milliseconds since 1970). The same content is judged once. Two files are not replaced at
   * one stroke, so bad content beside a good certificate counts only when it is seen a second time.
   */
  async look(now: number): Promise<Look> {
    const read = await this.#read()
    const identity = read.ok ? fingerprint(read.value) : read.problem.en
    if (identity === this.#seen || (!read.ok && this.source.awaited && !this.#current)) return { kind: 'same' }
    const checked = read.ok ? served(read.value, this.source.hosts, now) : read
    if (checked.ok) {
      this.#seen = identity
      this.#current = checked.value
      return { kind: 'new', certificate: checked.value }
    }
    if (this.#current && this.#suspect !== identity) {
      this.#suspect = identity
      return { kind: 'same' }
    }
    this.#seen = identity
    return { kind: 'bad', problem: checked.problem }
  }

  async #read(): Promise<Parsed<PemPair>> {
    const certificate = await textOf(this.source.certificate)
    if (!certificate.ok || this.source.key === this.source.certificate) return paired(certificate, certificate)
    return paired(certificate, await textOf(this.source.key))
  }
}

/** OpenSSL has the last word: it also refuses keys that are too short. */
function served(pair: PemPair, hosts: readonly string[], now: number): Parsed<CheckedCertificate> {
  const checked = checkCertificate(pair, hosts, now)
  if (!checked.ok) return checked
  try {
    createSecureContext({ cert: pair.certificate, key: pair.key })
    return checked
  } catch (cause) {
    const code = codeOf(cause)
    return rejected(
      say(
        `OpenSSL nimmt das Zertifikat nicht an (${code}). Lassen Sie eines mit P-256 oder RSA ab 2048 Bit und SHA-256 ausstellen.`,
        `OpenSSL does not accept the certificate (${code}). Have one issued with P-256 or RSA of 2048 bits and SHA-256.`,
      ),
    )
  }
}

function paired(certificate: Parsed<string>, key: Parsed<string>): Parsed<PemPair> {
  if (!certificate.ok) return certificate
  return key.ok ? accepted({ certificate: certificate.value, key: key.value }) : key
}

async function textOf(path: string): Promise<Parsed<string>> {
  try {
    return accepted(await readFile(path, 'utf8'))
  } catch (cause) {
    const code = codeOf(cause)
    return rejected(
      say(
        `${path} lässt sich nicht lesen (${code}). Prüfen Sie Pfad und Rechte.`,
        `${path} cannot be read (${code}). Check the path and the permissions.`,
      ),
    )
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
}

function fingerprint({ certificate, key }: PemPair): string {
  return createHash('sha256').update(certificate).update('\0').update(key).digest('hex')
}

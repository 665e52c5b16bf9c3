import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { accepted, type Parsed, rejected } from '../../model/parsed.ts'
import { quoted } from '../../model/quoted.ts'
import { say, type Text } from '../../model/text.ts'

/** A certificate with the certificates of its issuers, and its private key, as PEM. */
export interface PemPair {
  readonly certificate: string
  readonly key: string
}

/** A certificate that may be served. */
export interface CheckedCertificate extends PemPair {
  /** The names it is served for, in lower case; one may begin with `*.`. */
  readonly hosts: readonly string[]
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  /** Whether its issuer signed it; false if it signed itself. */
  readonly issued: boolean
  /** How many certificates follow it in the file. */
  readonly issuers: number
}

/**
 * Checks whether a certificate may be served: the chain parses and each certificate was signed by the next one, the
 * key belongs to the first, `now` (milliseconds since 1970) lies in its time, and it covers the hosts. Without hosts
 * it is for every name in it. Whether clients trust its root is not looked at.
 */
export function checkCertificate(pair: PemPair, hosts: readonly string[], now: number): Parsed<CheckedCertificate> {
  const chain = chainOf(pair.certificate)
  if (!chain.ok) return chain
  const [leaf, ...issuers] = chain.value
  if (!leaf) return rejected(noCertificate)
  const key = keyOf(pair.key)
  if (!key.ok) return key
  const problem = keyProblem(leaf, key.value) ?? timeProblem(leaf, now) ?? chainProblem(chain.value)
  if (problem) return rejected(problem)
  const names = hosts.length > 0 ? hosts : namesIn(leaf)
  const missing = names.filter((host) => !covers(leaf, host))
  if (names.length === 0 || missing.length > 0) return rejected(notCovered(missing, namesIn(leaf)))
  return accepted({
    ...pair,
    hosts: names,
    notBefore: leaf.validFromDate.getTime(),
    notAfter: leaf.validToDate.getTime(),
    issued: !leaf.checkIssued(leaf),
    issuers: issuers.length,
  })
}

function chainOf(text: string): Parsed<readonly X509Certificate[]> {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    return accepted(blocks.map((block) => new X509Certificate(block)))
  } catch {
    return rejected(noCertificate)
  }
}

const noCertificate = say(
  'Die Datei enthält kein lesbares Zertifikat. Erwartet wird PEM: zuerst das Zertifikat des Servers, danach die seiner Aussteller.',
  "The file holds no readable certificate. Expected is PEM: the server's certificate first, those of its issuers after it.",
)

function keyOf(text: string): Parsed<KeyObject> {
  try {
    return accepted(createPrivateKey(text))
  } catch {
    const locked = /ENCRYPTED/.test(text)
    return rejected(
      locked
        ? say(
            'Der private Schlüssel ist mit einem Kennwort verschlüsselt. Speichern Sie ihn ohne Kennwort und nur für den Dienst lesbar.',
            'The private key is encrypted with a passphrase. Store it without one and readable for the service only.',
          )
        : say(
            'Die Datei enthält keinen lesbaren privaten Schlüssel. Erwartet wird PEM, zum Beispiel "BEGIN PRIVATE KEY".',
            'The file holds no readable private key. Expected is PEM, for example "BEGIN PRIVATE KEY".',
          ),
    )
  }
}

function keyProblem(leaf: X509Certificate, key: KeyObject): Text | undefined {
  if (leaf.checkPrivateKey(key)) return undefined
  return say(
    'Der private Schlüssel gehört nicht zum ersten Zertifikat der Datei. Prüfen Sie, ob beide aus derselben Ausstellung stammen und das Zertifikat des Servers zuerst steht.',
    "The private key does not belong to the first certificate of the file. Check that both come from the same issue and that the server's certificate stands first.",
  )
}

function timeProblem({ validFromDate, validToDate }: X509Certificate, now: number): Text | undefined {
  if (now > validToDate.getTime()) {
    const day = validToDate.toISOString().slice(0, 10)
    return say(
      `Das Zertifikat ist am ${day} abgelaufen. Legen Sie ein neues ab.`,
      `The certificate expired on ${day}. Put a new one there.`,
    )
  }
  if (now >= validFromDate.getTime()) return undefined
  const moment = validFromDate.toISOString()
  return say(
    `Das Zertifikat gilt erst ab ${moment}. Prüfen Sie die Uhr dieses Rechners.`,
    `The certificate is valid only from ${moment}. Check the clock of this machine.`,
  )
}

function chainProblem(chain: readonly X509Certificate[]): Text | undefined {
  const broken = chain.slice(0, -1).findIndex((certificate, index) => {
    const issuer = chain[index + 1]
    return !issuer || !certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)
  })
  if (broken < 0) return undefined
  return say(
    `Zertifikat ${broken + 2} der Datei hat Zertifikat ${broken + 1} nicht ausgestellt. Nach jedem Zertifikat muss das seines Ausstellers stehen.`,
    `Certificate ${broken + 2} of the file did not issue certificate ${broken + 1}. After each certificate its issuer's must stand.`,
  )
}

function covers(leaf: X509Certificate, host: string): boolean {
  if (isIP(host)) return leaf.checkIP(host) !== undefined
  // Common names are not names of hosts any more (RFC 9525, section 2).
  return leaf.checkHost(host.replace('*', 'any'), { subject: 'never' }) !== undefined
}

function namesIn({ subjectAltName }: X509Certificate): readonly string[] {
  const names = [...(subjectAltName ?? '').matchAll(/(?:^|, )(?:DNS|IP Address):([\w.*:-]+)/g)]
  return names.map(([, name = '']) => name.toLowerCase())
}

function notCovered(missing: readonly string[], names: readonly string[]): Text {
  if (names.length === 0) {
    return say(
      'Das Zertifikat nennt keinen Namen (subjectAltName). Lassen Sie eines mit den Namen Ihrer Server ausstellen.',
      'The certificate names no host (subjectAltName). Have one issued with the names of your servers.',
    )
  }
  const [lacking, there] = [missing.join(', '), quoted(names.join(', '))]
  return say(
    `Das Zertifikat gilt nicht für ${lacking}, sondern für ${there}. Lassen Sie eines für diesen Namen ausstellen.`,
    `The certificate is not for ${lacking} but for ${there}. Have one issued for this name.`,
  )
}

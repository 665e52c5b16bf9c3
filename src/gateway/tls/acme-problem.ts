import { say, type Text } from '../../model/text.ts'

/** What went wrong between us and an authority, in its words (RFC 8555, section 6.7) or the network's. */
export class AcmeProblem extends Error {
  /** The last part of `urn:ietf:params:acme:error:…`, a code of the network such as `ECONNREFUSED`, or `unknown`. */
  readonly type: string
  /** Milliseconds that the authority wants us to wait; 0 if it says nothing. */
  readonly retryAfter: number

  constructor(type: string, detail: string, retryAfter = 0) {
    super(detail)
    this.name = 'AcmeProblem'
    this.type = type
    this.retryAfter = retryAfter
  }
}

/** The problem in an answer's body, if it is one (RFC 7807). */
export function problemIn(body: unknown, retryAfter = 0): AcmeProblem | undefined {
  if (typeof body !== 'object' || body === null || !('type' in body)) return undefined
  const type = String(body.type).split(':').at(-1) ?? 'unknown'
  return new AcmeProblem(type, 'detail' in body ? String(body.detail) : '', retryAfter)
}

/** Whatever was thrown, as a problem. */
export function problemOf(cause: unknown): AcmeProblem {
  if (cause instanceof AcmeProblem) return cause
  if (!(cause instanceof Error)) return new AcmeProblem('unknown', String(cause))
  return new AcmeProblem('code' in cause ? String(cause.code) : 'unknown', cause.message)
}

/** What happened and what to do. `challenge` is the one that was tried last. */
export function problemSentence(problem: AcmeProblem, host: string, challenge: string | undefined): Text {
  const { de, en } = remedies[problem.type] ?? ofSystem(problem.type) ?? unknown
  const port = challenge === 'tls-alpn-01' ? '443' : '80'
  const filled = (text: string): string => text.replaceAll('{host}', host).replaceAll('{port}', port)
  const words = cited(problem.message)
  return say(
    `Für ${host} gab es kein neues Zertifikat. ${filled(de)}${words && ` Die Meldung: ${words}`}`,
    `There was no new certificate for ${host}. ${filled(en)}${words && ` The message: ${words}`}`,
  )
}

const wrongAnswer = say(
  'Die Zertifizierungsstelle bekam unter {host} auf Port {port} eine fremde Antwort. Prüfen Sie, ob der Name im DNS (A und AAAA) auf dieses Gateway zeigt und kein anderer Dienst davorsteht.',
  'The authority got a strange answer under {host} on port {port}. Check that the name leads to this gateway in DNS (A and AAAA) and no other service stands in front.',
)

const noAnswer = say(
  'Die Zertifizierungsstelle erreicht {host} auf Port {port} nicht. Öffnen Sie diesen Port in der Firewall für alle Adressen, auch fremder Länder, oder nehmen Sie unter challenges die andere Prüfung.',
  'The authority does not reach {host} on port {port}. Open this port in the firewall for all addresses, also of other countries, or use the other challenge under challenges.',
)

const noAuthority = say(
  'Die Zertifizierungsstelle ist von hier aus nicht erreichbar. Prüfen Sie DNS, ausgehende Verbindungen auf Port 443 und gateway.tls.acme.directory.',
  'The authority cannot be reached from here. Check DNS, outgoing connections on port 443 and gateway.tls.acme.directory.',
)

const unknown = say(
  'Bollwerk versucht es später noch einmal. Bleibt der Fehler, legen Sie ein Zertifikat unter gateway.tls.certificates ab.',
  'Bollwerk tries again later. If the error stays, put a certificate under gateway.tls.certificates.',
)

const remedies: Readonly<Record<string, Text>> = {
  connection: noAnswer,
  unauthorized: wrongAnswer,
  incorrectResponse: wrongAnswer,
  tls: wrongAnswer,
  dns: say(
    'Die Zertifizierungsstelle findet {host} nicht im DNS. Prüfen Sie die Einträge A und AAAA und, falls die Zone DNSSEC hat, deren Signaturen.',
    'The authority does not find {host} in DNS. Check the records A and AAAA and, if the zone has DNSSEC, its signatures.',
  ),
  caa: say(
    'Ein CAA-Eintrag im DNS erlaubt dieser Zertifizierungsstelle kein Zertifikat für {host}. Ergänzen Sie den Eintrag, oder nehmen Sie eine andere Stelle unter directory.',
    'A CAA record in DNS does not allow this authority a certificate for {host}. Extend the record, or use another authority under directory.',
  ),
  rateLimited: say(
    'Die Zertifizierungsstelle nimmt zurzeit keine weiteren Anträge an; Bollwerk wartet so lange, wie sie verlangt. Starten Sie das Gateway nicht deswegen neu, und üben Sie mit der Staging-Adresse unter directory.',
    'The authority takes no more requests at the moment; Bollwerk waits as long as it asks for. Do not restart the gateway because of it, and practise with the staging address under directory.',
  ),
  rejectedIdentifier: say(
    'Für diesen Namen stellt die Zertifizierungsstelle nichts aus. Öffentliche Stellen brauchen einen Namen, der im Internet auflösbar ist.',
    'The authority issues nothing for this name. Public authorities need a name that resolves in the internet.',
  ),
  userActionRequired: say(
    'Die Nutzungsbedingungen haben sich geändert. Lesen Sie sie, und stimmen Sie bei der Zertifizierungsstelle zu.',
    'The terms of service have changed. Read them and agree to them at the authority.',
  ),
  externalAccountRequired: say(
    'Diese Zertifizierungsstelle verlangt ein Konto, das vorher bei ihr angelegt wurde; das kann Bollwerk noch nicht. Nehmen Sie eine andere unter directory.',
    'This authority wants an account that was opened there before; Bollwerk cannot do that yet. Use another one under directory.',
  ),
  invalidContact: say(
    'Die Adresse unter gateway.tls.acme.email wird nicht angenommen. Nennen Sie eine, die Post empfängt.',
    'The address under gateway.tls.acme.email is not accepted. Name one that receives mail.',
  ),
  challengeMissing: say(
    'Die Zertifizierungsstelle bietet für {host} keine der Prüfungen an, die unter challenges stehen. Erlauben Sie dort http-01 und tls-alpn-01.',
    'The authority offers none of the challenges under challenges for {host}. Allow http-01 and tls-alpn-01 there.',
  ),
}

const storage = say(
  'Der Ordner für den Zustand des Gateways lässt sich nicht benutzen. Prüfen Sie freien Platz und Rechte.',
  "The folder of the gateway's state cannot be used. Check free space and permissions.",
)

/** Codes of Node: those of files, and everything else is the network's. */
function ofSystem(type: string): Text | undefined {
  if (/^E(ACCES|PERM|NOSPC|ROFS|DQUOT|IO|NOENT|NOTDIR|ISDIR|MFILE|NFILE)$/.test(type)) return storage
  return /^(E[A-Z_]+|[A-Z_]*CERT[A-Z_]*)$/.test(type) ? noAuthority : undefined
}

/** Foreign words on one line, without anything that a terminal would obey. */
function cited(words: string): string {
  return words
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

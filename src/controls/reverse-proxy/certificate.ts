import type { Evidence } from '../../model/evidence.ts'
import { bySeverity } from '../../model/outcome.ts'
import { joined, say } from '../../model/text.ts'
import { type CertificateProblem, certificateProblems } from '../certificate-problem.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { notOnTheInternet } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notSettledFrom, unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { publicTls, type TlsLook } from '../tls-look.ts'
import { whence } from '../vantage-evidence.ts'

const webPort = 443

/** Whether the certificate that the public side shows is one that agents and browsers may trust. */
export const publicCertificate: Control = {
  id: 'reverse-proxy.certificate',
  version: 1,
  measure: 'reverse-proxy',
  title: say('Das Zertifikat ist gültig und vertrauenswürdig', 'The certificate is valid and trusted'),
  reason: say(
    'Seit Automate 2025.9 bestehen Agenten auf HTTPS. Ein ungültiges Zertifikat kappt sie, oder es verleitet dazu, die Prüfung abzuschalten. Dann kann jeder auf dem Weg die Rolle des Servers spielen.',
    'Since Automate 2025.9 agents insist on HTTPS. An invalid certificate cuts them off, or tempts people to switch the check off. Then anyone on the way can play the server.',
  ),
  looksAt: say(
    'Das Zertifikat, das der Server an seiner öffentlichen Adresse vorlegt: Name, Laufzeit, Schlüssel und Aussteller.',
    'The certificate that the server presents at its public address: name, dates, key and issuer.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Beschaffen Sie ein Zertifikat einer öffentlichen Stelle für den öffentlichen Namen, am besten mit selbsttätiger Erneuerung.',
      'Obtain a certificate of a public authority for the public name, best with automatic renewal.',
    ),
    steps: [
      say(
        'Beschaffen Sie das Zertifikat für genau den Namen, den Agenten und Techniker benutzen, mit RSA ab 2048 Bit (besser 3072) oder ECDSA P-256, samt Zwischenzertifikaten.',
        'Obtain the certificate for exactly the name that agents and technicians use, with RSA from 2048 bit (better 3072) or ECDSA P-256, including intermediate certificates.',
      ),
      say(
        'Automate: Binden Sie es im IIS-Manager unter Sites > Default Web Site > Bindungen > https. ScreenConnect: Binden Sie es an HTTP.SYS (netsh http show sslcert zeigt die Bindung) und starten Sie den Dienst „ScreenConnect Web Server“ neu. Mit Proxy: am Proxy.',
        'Automate: bind it in IIS Manager under Sites > Default Web Site > Bindings > https. ScreenConnect: bind it to HTTP.SYS (netsh http show sslcert shows the binding) and restart the service "ScreenConnect Web Server". With a proxy: at the proxy.',
      ),
      say(
        'Schalten Sie in den Agentenvorlagen keine der Lockerungen SSLAccept… ein, um ein Zertifikatsproblem zu umgehen.',
        'Do not switch on any of the relaxations SSLAccept… in the agent templates to get around a certificate problem.',
      ),
    ],
    automatic: false,
    rollback: say('Binden Sie das vorige Zertifikat wieder.', 'Bind the previous certificate again.'),
    downtime: say(
      'Sekunden beim Umbinden; laufende Sitzungen über das Relay bleiben bestehen.',
      'Seconds while rebinding; running sessions over the relay stay.',
    ),
  },
  references: [sources.automateSecurityFix, sources.serviceIdentity, sources.tlsGuideline],
  mappings: mappingsOf('reverse-proxy'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server, now } = question
  const looks = publicTls(question)
  const shown = looks.filter(({ value }) => value.certificate !== undefined)
  if (shown.length === 0) return [nothingShown(question, looks, evidence.about(server.kind, 'outside.tls'))]
  const found = shown.flatMap((look) =>
    problemsOf(look, { host: server.host, now }).map((problem) => ({ look, problem, item: itemOf(problem, look) })),
  )
  const sound = shown.filter((look) => !found.some((one) => one.look === look))
  if (found.length === 0) return [valid(sound)]
  return [...new Set(found.map(({ item }) => item))].map((item) => {
    const here = found.filter((one) => one.item === item)
    return failure(here, sound)
  })
}

interface Found {
  readonly look: TlsLook
  readonly problem: CertificateProblem
  readonly item: string
}

function problemsOf(look: TlsLook, expected: { host: string; now: number }): readonly CertificateProblem[] {
  const { certificate } = look.value
  return certificate ? certificateProblems(certificate, expected) : []
}

function itemOf({ name }: CertificateProblem, { value }: TlsLook): string {
  return value.port === webPort ? name : `${name}@${value.port}`
}

function failure(found: readonly Found[], sound: readonly TlsLook[]): Judgement {
  const looks = found.map(({ look }) => look)
  const others = sound.filter(({ value }) => looks.some((look) => look.value.port === value.port))
  const texts = new Map(found.map(({ problem }) => [problem.text.en, problem.text]))
  const [from, there] = [whence(looks), whence(others)]
  const addresses = [...new Set(looks.map(({ value }) => value.address))].join(', ')
  const where = say(`Gesehen an ${addresses} ${from.de}.`, `Seen at ${addresses} ${from.en}.`)
  const split = say(
    `Anderswo (${there.de}) war das Zertifikat in Ordnung.`,
    `Elsewhere (${there.en}) the certificate was in order.`,
  )
  const [item] = found.map((one) => one.item)
  const [severity] = found.map(({ problem }) => problem.severity).sort(bySeverity)
  return {
    ...(item === undefined ? {} : { item }),
    ...(severity === undefined ? {} : { severity }),
    outcome: 'fail',
    detail: joined([...texts.values(), where, ...(others.length > 0 ? [split] : [])]),
    evidence: [...looks, ...others],
  }
}

function valid(looks: readonly TlsLook[]): Judgement {
  const from = whence(looks)
  const names = [...new Set(looks.map(({ value }) => quotation(value.certificate?.subject ?? '')))].join(', ')
  const ends = looks.map(({ value }) => value.certificate?.validTo.slice(0, 10) ?? '').sort()[0] ?? ''
  return {
    outcome: 'pass',
    detail: say(
      `Das Zertifikat (${names}) ist vertrauenswürdig und gilt bis ${ends} (gesehen ${from.de}).`,
      `The certificate (${names}) is trusted and valid until ${ends} (seen ${from.en}).`,
    ),
    evidence: looks,
  }
}

function nothingShown(question: Question, looks: readonly TlsLook[], known: readonly Evidence[]): Judgement {
  if (looks.length === 0) return notOnTheInternet(question) ?? notSettledFrom('internet', known)
  return unknownBecause(
    say(
      'Kein Handschlag kam so weit, dass ein Zertifikat zu sehen war.',
      'No handshake came far enough to show a certificate.',
    ),
    looks,
  )
}

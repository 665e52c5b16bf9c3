import { type TlsOffer, type TlsVersion, tlsVersions } from '../../evidence/outside/facts.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { notOnTheInternet } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notSettledFrom, unknownBecause } from '../open-question.ts'
import { versionsBySchannel } from '../schannel-judgement.ts'
import { proxyEndsTls, publicTls, type TlsLook, tlsVersionNames } from '../tls-look.ts'
import { whence } from '../vantage-evidence.ts'

const webPort = 443

/** RFC 8996 forbids TLS 1.0 and 1.1; BSI TR-02102-2 recommends 1.2 and 1.3. */
export const offeredTlsVersions: Control = {
  id: 'reverse-proxy.tls-versions',
  version: 1,
  measure: 'reverse-proxy',
  title: say('Nur TLS 1.2 und 1.3 werden angeboten', 'Only TLS 1.2 and 1.3 are offered'),
  reason: say(
    'TLS 1.0 und 1.1 sind seit 2021 zurückgezogen. Wer sie anbietet, lässt sich auf schwache Verschlüsselung herunterhandeln.',
    'TLS 1.0 and 1.1 were withdrawn in 2021. Whoever offers them can be talked down to weak encryption.',
  ),
  looksAt: say(
    'Die TLS-Versionen, die ein Handschlag an der öffentlichen Adresse erhält; ohne einen solchen Blick die Werte unter SCHANNEL\\Protocols.',
    'The TLS versions that a handshake at the public address gets; without such a look the values under SCHANNEL\\Protocols.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie TLS 1.0 und 1.1 dort ab, wo TLS endet: am Proxy oder in Windows (SCHANNEL).',
      'Switch TLS 1.0 and 1.1 off where TLS ends: at the proxy or in Windows (SCHANNEL).',
    ),
    steps: [
      say(
        'Suchen Sie zuerst alte Agenten: Rechner ohne TLS 1.2 (Windows 7 oder Server 2008 R2 ohne Updates) melden sich danach nicht mehr; im Protokoll LTErrors.txt steht bei ihnen „SecureChannelFailure“.',
        'First look for old agents: machines without TLS 1.2 (Windows 7 or Server 2008 R2 without updates) stop reporting afterwards; their log LTErrors.txt says "SecureChannelFailure".',
      ),
      say(
        'Am Proxy: Setzen Sie die kleinste TLS-Version auf 1.2 und lassen Sie 1.3 zu.',
        'At the proxy: set the lowest TLS version to 1.2 and allow 1.3.',
      ),
      say(
        'In Windows: Sichern Sie den Schlüssel (reg export HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL C:\\schannel.reg) und setzen Sie darin unter Protocols für „TLS 1.0\\Server“ und „TLS 1.1\\Server“ die DWORD-Werte Enabled=0 und DisabledByDefault=1. TLS 1.3 gibt es ab Windows Server 2022.',
        'In Windows: save the key (reg export HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL C:\\schannel.reg) and in it, under Protocols, set the DWORD values Enabled=0 and DisabledByDefault=1 for "TLS 1.0\\Server" and "TLS 1.1\\Server". TLS 1.3 exists from Windows Server 2022 on.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Importieren Sie den gesicherten Schlüssel und starten Sie neu, oder setzen Sie die kleinste Version am Proxy zurück.',
      'Import the saved key and restart, or set the lowest version at the proxy back.',
    ),
    downtime: say(
      'Am Proxy keine; in Windows ein Neustart des Servers.',
      'None at the proxy; in Windows a restart of the server.',
    ),
  },
  references: [sources.rfc8996, sources.tlsGuideline],
  mappings: mappingsOf('reverse-proxy'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const looks = publicTls(question)
  if (looks.length === 0) {
    const hidden = notOnTheInternet(question)
    const byWindows = proxyEndsTls(question) ? [] : versionsBySchannel(question)
    const settings = hidden ? [hidden] : byWindows
    return settings.length > 0 ? settings : [notSettledFrom('internet', evidence.about(server.kind, 'outside.tls'))]
  }
  const ports = [...new Set(looks.map(({ value }) => value.port))]
  const judgements = ports.flatMap((port) => {
    const here = looks.filter(({ value }) => value.port === port)
    return tlsVersions.flatMap((version) => aboutVersion(version, port, here))
  })
  return judgements.length > 0 ? judgements : [onlyModern(looks)]
}

interface Weighed {
  readonly bad: TlsOffer
  readonly severity: Severity
  readonly text: Text
}

const outdated: Weighed = {
  bad: 'offered',
  severity: 'medium',
  text: say('wird angeboten, obwohl es zurückgezogen ist', 'is offered although it was withdrawn'),
}

const weights: Readonly<Record<TlsVersion, Weighed>> = {
  TLSv1: outdated,
  'TLSv1.1': outdated,
  'TLSv1.2': {
    bad: 'refused',
    severity: 'medium',
    text: say(
      'wird nicht angeboten; Agenten auf älterem Windows brauchen es',
      'is not offered; agents on older Windows need it',
    ),
  },
  'TLSv1.3': {
    bad: 'refused',
    severity: 'low',
    text: say(
      'wird nicht angeboten; Windows Server vor 2022 kann es nicht selbst, ein Proxy davor schon',
      'is not offered; Windows Server before 2022 cannot do it by itself, a proxy in front can',
    ),
  },
}

function aboutVersion(version: TlsVersion, port: number, looks: readonly TlsLook[]): readonly Judgement[] {
  const { bad, severity, text } = weights[version]
  const item = port === webPort ? version : `${version}@${port}`
  const failing = looks.filter(({ value }) => value.versions[version] === bad)
  const from = whence(failing)
  const good = looks.filter(({ value }) => value.versions[version] !== bad && value.versions[version] !== 'unknown')
  const there = whence(good)
  const split = say(`Anderswo (${there.de}) war es nicht so.`, `Elsewhere (${there.en}) it was not so.`)
  if (failing.length > 0) {
    const addresses = [...new Set(failing.map(({ value }) => value.address))].join(', ')
    const fact = say(
      `${tlsVersionNames[version]} ${text.de} (${addresses}, Port ${port}, gesehen ${from.de}).`,
      `${tlsVersionNames[version]} ${text.en} (${addresses}, port ${port}, seen ${from.en}).`,
    )
    const detail = joined(good.length > 0 ? [fact, split] : [fact])
    return [{ item, outcome: 'fail', severity, detail, evidence: [...failing, ...good] }]
  }
  const broken = looks.filter(({ value }) => value.versions[version] === 'unknown')
  if (broken.length === 0) return []
  const unclear = say(
    `Ob ${tlsVersionNames[version]} angeboten wird, ist offen: Der Handschlag an Port ${port} brach aus einem anderen Grund ab.`,
    `Whether ${tlsVersionNames[version]} is offered is open: the handshake at port ${port} broke for another reason.`,
  )
  return [{ item, ...unknownBecause(unclear, broken) }]
}

function onlyModern(looks: readonly TlsLook[]): Judgement {
  const from = whence(looks)
  return {
    outcome: 'pass',
    detail: say(
      `Angeboten werden TLS 1.2 und 1.3, nicht aber 1.0 und 1.1 (gesehen ${from.de}).`,
      `TLS 1.2 and 1.3 are offered, 1.0 and 1.1 are not (seen ${from.en}).`,
    ),
    evidence: looks,
  }
}

import { type TlsVersion, tlsVersions } from '../../evidence/outside/facts.ts'
import type { SchannelFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable } from '../open-question.ts'
import { schannelSays } from '../schannel.ts'
import { proxyEndsTls, publicTls, type TlsLook, tlsVersionNames } from '../tls-look.ts'
import { whence } from '../vantage-evidence.ts'
import { windowsSources } from '../windows-sources.ts'

/** What Windows is told not to speak, beside what is spoken at the public address (assessment.md §5.8). */
export const tlsWitnessesAgree: Control = {
  id: 'reverse-proxy.witnesses-agree',
  version: 1,
  measure: 'reverse-proxy',
  title: say(
    'Was Windows an TLS abschaltet, wird auch nicht angeboten',
    'What Windows switches off in TLS is not offered either',
  ),
  reason: say(
    'Wer TLS 1.0 in der Registry abgeschaltet hat, hält es für erledigt. Wirksam wird es erst nach einem Neustart, und nur dort, wo TLS wirklich endet.',
    'Whoever switched TLS 1.0 off in the registry takes it for done. It takes effect only after a restart, and only where TLS really ends.',
  ),
  looksAt: say(
    'Die Werte Enabled unter SCHANNEL\\Protocols je Maschine und den Handschlag an der öffentlichen Adresse.',
    'The values Enabled under SCHANNEL\\Protocols of every machine, and the handshake at the public address.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Starten Sie den Server neu, oder schalten Sie die Version dort ab, wo TLS endet.',
      'Restart the server, or switch the version off where TLS ends.',
    ),
    steps: [
      say(
        'Sehen Sie nach, ob seit der Änderung neu gestartet wurde: (Get-CimInstance Win32_OperatingSystem).LastBootUpTime. Wenn nicht, starten Sie im Wartungsfenster neu.',
        'See whether there was a restart since the change: (Get-CimInstance Win32_OperatingSystem).LastBootUpTime. If not, restart in the maintenance window.',
      ),
      say(
        'Endet TLS vor dem Server (Proxy, Firewall, Lastverteiler), setzen Sie dort die kleinste Version auf 1.2; die Registry des Servers ändert daran nichts.',
        'If TLS ends in front of the server (proxy, firewall, load balancer), set the lowest version to 1.2 there; the registry of the server changes nothing about it.',
      ),
    ],
    automatic: false,
    rollback: say('Setzen Sie die Einstellung am Proxy zurück.', 'Set the setting at the proxy back.'),
    downtime: say('Ein Neustart, oder keine am Proxy.', 'One restart, or none at the proxy.'),
  },
  references: [windowsSources.schannel, sources.tlsGuideline],
  mappings: mappingsOf('reverse-proxy'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const looks = publicTls(question)
  if (looks.length === 0 || proxyEndsTls(question)) return [notApplicable(nothingToCompare)]
  const judgements = onEveryMachine(question, (machine) => {
    const piece = machine.seen('windows.tls')
    return piece && mayAnswer(machine, question, looks) ? compared(piece, looks) : []
  })
  const settled = judgements.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail')
  return settled.length > 0 ? settled : [notApplicable(nothingToCompare)]
}

/** Whether a machine can be the one that was seen from outside: one on which nothing listens there is not. */
function mayAnswer(machine: Machine, { server }: Question, looks: readonly TlsLook[]): boolean {
  const listening = machine.seen('windows.listeners')
  if (!listening) return true
  const ports = new Set([server.origin.port, ...looks.map(({ value }) => value.port)])
  return listening.value.listeners.some(({ protocol, port }) => protocol === 'tcp' && ports.has(port))
}

function compared(piece: Seen<SchannelFact>, looks: readonly TlsLook[]): readonly Judgement[] {
  const off = tlsVersions.filter((version) => schannelSays(piece.value, version) === 'off')
  const asked = off.filter((version) => looks.some(({ value }) => value.versions[version] !== 'unknown'))
  if (asked.length === 0) return []
  const contradictions = asked.flatMap((version) => {
    const offering = looks.filter(({ value }) => value.versions[version] === 'offered')
    return offering.length > 0 ? [contradicting(version, piece, offering)] : []
  })
  if (contradictions.length > 0) return contradictions
  const names = asked.map((version) => tlsVersionNames[version]).join(', ')
  const detail = say(
    `In Windows abgeschaltet und auch nicht angeboten: ${names}.`,
    `Switched off in Windows and not offered either: ${names}.`,
  )
  return [{ outcome: 'pass', detail, evidence: [piece, ...looks] }]
}

function contradicting(version: TlsVersion, piece: Seen<SchannelFact>, offering: readonly TlsLook[]): Judgement {
  const name = tlsVersionNames[version]
  const from = whence(offering)
  const detail = say(
    `${name} ist in Windows abgeschaltet, wird aber angeboten (gesehen ${from.de}). Entweder fehlt noch der Neustart, oder es antwortet dort ein Proxy oder ein anderer Rechner.`,
    `${name} is switched off in Windows but is offered (seen ${from.en}). Either the restart is still missing, or a proxy or another machine answers there.`,
  )
  return { item: version, outcome: 'fail', detail, evidence: [piece, ...offering] }
}

const nothingToCompare = say(
  'Es gibt keine in Windows abgeschaltete TLS-Version, zu der auch ein Handschlag mit Windows selbst gesehen wurde; zu vergleichen ist nichts.',
  'There is no TLS version switched off in Windows for which a handshake with Windows itself was seen as well; there is nothing to compare.',
)

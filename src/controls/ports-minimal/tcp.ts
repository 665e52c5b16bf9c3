import { portEntry } from '../../catalog/index.ts'
import { formatPorts } from '../../model/port-set.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { notOnTheInternet } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notSettledFrom } from '../open-question.ts'
import { speechAt, speechTexts } from '../port-speech.ts'
import { publishedAt } from '../published-ports.ts'
import { quietPorts } from '../quiet-ports.ts'
import { newestScans, openPorts, type Scan, type Sighting, sightings } from '../scanned-ports.ts'
import { fromPlace, seenOnly, whence } from '../vantage-evidence.ts'

const webPort = 80

/** More unexpected open ports than this are told together: something in between accepts every connection. */
const mostFindings = 60

/** Ports that answer the internet although the policy does not publish them. Port 80 is asked by `plain-http`. */
export const tcpPorts: Control = {
  id: 'ports-minimal.tcp',
  version: 1,
  measure: 'ports-minimal',
  title: say(
    'Aus dem Internet sind nur die vorgesehenen TCP-Ports offen',
    'Only the intended TCP ports are open to the internet',
  ),
  reason: say(
    'Jeder weitere offene Port ist ein weiteres Programm, das jeder auf der Welt angreifen kann. Nötig ist für Automate nur 443 TCP (und 75 UDP), für ScreenConnect 443 TCP und das Relay.',
    'Every further open port is a further program that anyone in the world can attack. Automate needs only 443 TCP (and 75 UDP), ScreenConnect 443 TCP and the relay.',
  ),
  looksAt: say(
    'Welche TCP-Ports der öffentlichen Adressen auf Verbindungen aus dem Internet antworten, neben denen der Richtlinie.',
    'Which TCP ports of the public addresses answer connections from the internet, beside those of the policy.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'paper', 'inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Entfernen Sie an der Firewall alle Weiterleitungen zum Server außer den vorgesehenen.',
      'At the firewall remove all forwards to the server except for the intended ones.',
    ),
    steps: [
      say(
        'Suchen Sie in der Firewall die Regel (Port-Weiterleitung, DNAT, virtuelle IP), die den genannten Port auf den Server leitet, und sichern Sie die Konfiguration.',
        'In the firewall find the rule (port forward, DNAT, virtual IP) that leads the named port to the server, and save the configuration.',
      ),
      say(
        'Klären Sie, wer den Port benutzt. Fernzugriffe für Techniker gehören hinter ein VPN oder auf feste Quelladressen.',
        'Find out who uses the port. Remote access for technicians belongs behind a VPN or on fixed source addresses.',
      ),
      say(
        'Schalten Sie die Regel ab, sehen Sie erneut nach (bollwerk assess --from internet --all-ports) und löschen Sie die Regel nach einer Woche ohne Beschwerden.',
        'Switch the rule off, look again (bollwerk assess --from internet --all-ports) and delete the rule after a week without complaints.',
      ),
      say(
        'Prüfen Sie bei ScreenConnect, ob die automatische Port-Weiterleitung (UPnP) am Router ausgeschaltet ist.',
        'For ScreenConnect check that automatic port forwarding (UPnP) is switched off at the router.',
      ),
    ],
    automatic: false,
    rollback: say('Schalten Sie die Regel wieder ein.', 'Switch the rule on again.'),
    downtime: say(
      'Keine für Agenten und Gäste, solange 443 TCP, 75 UDP und das Relay unverändert bleiben.',
      'None for agents and guests as long as 443 TCP, 75 UDP and the relay stay as they are.',
    ),
  },
  references: [sources.automatePorts, sources.germanPorts],
  mappings: mappingsOf('ports-minimal'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const known = evidence.about(server.kind, 'outside.tcp-ports')
  const scans = fromPlace(seenOnly(known), 'internet')
  if (scans.length === 0) return [notOnTheInternet(question) ?? notSettledFrom('internet', known)]
  const intended = new Map(scans.map(({ value }) => [value.address, publishedAt(question, value.address)]))
  const unexpected = [...openPorts(scans)].flatMap(([port, found]) => {
    const open = found.filter(({ scan }) => port !== webPort && !intended.get(scan.value.address)?.has(port))
    return open.length > 0 ? [{ port, open }] : []
  })
  if (unexpected.length > mostFindings) return [acceptsEverything(unexpected)]
  if (unexpected.length > 0) return unexpected.map(({ port, open }) => openPort(port, { open, scans, question }))
  return [quietPorts(newestScans(scans), question)]
}

interface Found {
  readonly open: readonly Sighting[]
  readonly scans: readonly Scan[]
  readonly question: Question
}

function openPort(port: number, { open, scans, question }: Found): Judgement {
  const { catalog, server, evidence } = question
  const entry = portEntry(catalog, { server: server.kind, protocol: 'tcp', port })
  const name = entry?.title ?? say('Zweck unbekannt', 'purpose unknown')
  const where = open.map(({ scan }) => scan)
  const addresses = [...new Set(where.map(({ value }) => value.address))].join(', ')
  const from = whence(where)
  const others = sightings(scans, port).filter(({ state }) => state !== 'open')
  const speech = speechAt(open, evidence.about(server.kind, 'outside.port-speaks'))
  return {
    item: `${port}`,
    outcome: 'fail',
    severity: entry?.severity ?? 'medium',
    title: say(`TCP ${port} ist offen: ${name.de}`, `TCP ${port} is open: ${name.en}`),
    detail: joined([
      say(
        `TCP ${port} (${name.de}) ist ${from.de} an ${addresses} offen und nicht vorgesehen.`,
        `TCP ${port} (${name.en}) is open ${from.en} at ${addresses} and not intended.`,
      ),
      ...speechTexts(speech),
      ...disagreement(others),
    ]),
    evidence: [...where, ...others.map(({ scan }) => scan), ...speech],
  }
}

function disagreement(others: readonly Sighting[]): readonly Text[] {
  if (others.length === 0) return []
  const from = whence(others.map(({ scan }) => scan))
  return [say(`Ein anderer Blick ${from.de} fand ihn nicht offen.`, `Another look ${from.en} did not find it open.`)]
}

function acceptsEverything(
  unexpected: readonly { readonly port: number; readonly open: readonly Sighting[] }[],
): Judgement {
  const ports = formatPorts(unexpected.map(({ port }) => port))
  const shown = ports.length > 120 ? `${ports.slice(0, 120)}…` : ports
  return {
    item: 'many',
    outcome: 'fail',
    title: say(`${unexpected.length} weitere Ports sind offen`, `${unexpected.length} further ports are open`),
    detail: say(
      `${unexpected.length} nicht vorgesehene Ports nehmen Verbindungen an (${shown}). Entweder leitet die Firewall alles weiter, oder ein Gerät dazwischen nimmt jede Verbindung an; sehen Sie in ihrer Konfiguration nach.`,
      `${unexpected.length} ports that are not intended accept connections (${shown}). Either the firewall forwards everything, or a device in between accepts every connection; look into its configuration.`,
    ),
    evidence: [...new Set(unexpected.flatMap(({ open }) => open.map(({ scan }) => scan)))],
  }
}

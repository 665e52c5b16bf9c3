import { portEntry } from '../../catalog/index.ts'
import { parseAddress } from '../../model/address.ts'
import { formatPorts } from '../../model/port-set.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { isPrivateText } from '../internet-name.ts'
import { managementPorts } from '../management-ports.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, notSettledFrom, unknownBecause } from '../open-question.ts'
import { speechAt, speechTexts } from '../port-speech.ts'
import { type Scan, type Sighting, sightings, somebodyAnswered } from '../scanned-ports.ts'
import { fromPlace, seenOnly, whence } from '../vantage-evidence.ts'

/** Management ports that answer the operator's own office network. */
export const isolatedManagementPorts: Control = {
  id: 'isolated-network.management-ports',
  version: 1,
  measure: 'isolated-network',
  title: say(
    'Verwaltungs-Ports sind aus dem Hauptnetz nicht erreichbar',
    'Management ports do not answer the main network',
  ),
  reason: say(
    'Über RDP, SMB, WinRM oder MySQL wird ein einzelner befallener Arbeitsplatz zum Angriff auf den Server und auf alle Kunden.',
    'Over RDP, SMB, WinRM or MySQL one infected workplace becomes an attack on the server and on all customers.',
  ),
  looksAt: say(
    'Die Ports, die aus dem Hauptnetz an der inneren Adresse des Servers gefragt wurden.',
    "The ports that were asked from the main network at the server's inner address.",
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'inside', 'paper'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Verschieben Sie den Server in ein eigenes Segment und lassen Sie Verwaltungs-Ports nur von einem Verwaltungsrechner oder über VPN zu.',
      'Move the server into a segment of its own and admit management ports only from an administration machine or over VPN.',
    ),
    steps: [
      say(
        'Stellen Sie fest, wer den Port heute benutzt (Sicherung, Überwachung, Fernwartung), und schreiben Sie deren Adressen auf.',
        'Find out who uses the port today (backup, monitoring, remote maintenance) and write their addresses down.',
      ),
      say(
        'Legen Sie an der Firewall zwischen Hauptnetz und Servern eine Regel an, die nur diese Adressen auf genau diesen Ports zulässt, und darunter eine, die alles andere verwirft.',
        'At the firewall between main network and servers set up a rule that admits exactly these addresses on exactly these ports, and below it one that drops everything else.',
      ),
      say(
        'Halten Sie die Konsole des Hypervisors bereit, bevor Sie RDP sperren, und sehen Sie danach erneut aus dem Hauptnetz nach: bollwerk assess --from main-network.',
        'Have the console of the hypervisor at hand before you close RDP, then look from the main network again: bollwerk assess --from main-network.',
      ),
    ],
    automatic: false,
    rollback: say('Schalten Sie die neue Sperrregel wieder ab.', 'Switch the new dropping rule off again.'),
    downtime: say(
      'Keine für Agenten und Gäste. Sicherung und Überwachung aus dem Hauptnetz brechen ab, wenn ihre Adressen fehlen.',
      'None for agents and guests. Backup and monitoring from the main network break if their addresses are missing.',
    ),
  },
  references: [sources.segmentation, sources.automatePorts],
  mappings: mappingsOf('isolated-network'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const known = evidence.about(server.kind, 'outside.tcp-ports')
  const scans = fromPlace(seenOnly(known), 'main-network')
  const found = managementPorts.flatMap((port) => sightings(scans, port))
  const open = found.filter(({ state }) => state === 'open')
  if (open.length > 0) return [...new Set(open.map(({ port }) => port))].map((port) => reachable(port, open, question))
  if (scans.length === 0) return [standsElsewhere(question) ?? notSettledFrom('main-network', known)]
  return [closed(found, question)]
}

/** A server at a public address is not in the main network; then only what the internet reaches can be asked. */
function standsElsewhere({ server }: Question): Judgement | undefined {
  const address = parseAddress(server.origin.host)
  if (!address.ok || isPrivateText(server.origin.host)) return
  return notApplicable(
    say(
      `${server.origin.host} ist eine öffentliche Adresse; der Server steht nicht in Ihrem internen Netz. Was von außen erreichbar ist, prüft ports-minimal.tcp.`,
      `${server.origin.host} is a public address; the server does not stand in your internal network. What can be reached from outside is asked by ports-minimal.tcp.`,
    ),
  )
}

function reachable(port: number, open: readonly Sighting[], { catalog, server, evidence }: Question): Judgement {
  const here = open.filter((sighting) => sighting.port === port)
  const scans = here.map(({ scan }) => scan)
  const speech = speechAt(here, evidence.about(server.kind, 'outside.port-speaks'))
  const entry = portEntry(catalog, { server: server.kind, protocol: 'tcp', port })
  const name = entry?.title ?? say('Verwaltung', 'management')
  const addresses = [...new Set(scans.map(({ value }) => value.address))].join(', ')
  return {
    item: `${port}`,
    outcome: 'fail',
    title: say(
      `TCP ${port} (${name.de}) ist aus dem Hauptnetz erreichbar`,
      `TCP ${port} (${name.en}) answers the main network`,
    ),
    detail: joined([
      say(
        `TCP ${port} (${name.de}) ist aus dem Hauptnetz an ${addresses} offen.`,
        `TCP ${port} (${name.en}) is open at ${addresses} for the main network.`,
      ),
      ...speechTexts(speech),
    ]),
    evidence: [...scans, ...speech],
  }
}

function closed(found: readonly Sighting[], { server }: Question): Judgement {
  const origins = [server.origin.host, server.relay?.origin.host]
  const inner = found.filter(({ scan }) => isPrivateText(scan.value.address) || origins.includes(scan.value.address))
  const scans = unique(found)
  if (inner.length === 0) return unknownBecause(onlyPublic, scans)
  const answering = inner.filter(({ scan }) => somebodyAnswered(scan))
  if (answering.length === 0) return unknownBecause(onlySilence, scans)
  const asked = formatPorts(answering.map(({ port }) => port))
  const from = whence(scans)
  const detail = say(
    `Von den Verwaltungs-Ports wurden ${from.de} gefragt und nicht offen gefunden: ${asked}.`,
    `Of the management ports these were asked ${from.en} and not found open: ${asked}.`,
  )
  return { outcome: 'pass', detail, evidence: unique(answering) }
}

const onlyPublic: Text = say(
  'Aus dem Hauptnetz wurde kein Verwaltungs-Port an der inneren Adresse des Servers gefragt; die öffentliche Adresse sagt über das innere Netz nichts. Antworten könnten auch ein Blick in den Server oder die Konfiguration der Firewall.',
  "From the main network no management port was asked at the server's inner address; the public address says nothing about the inner network. A look inside the server or the firewall's configuration could answer as well.",
)

const onlySilence: Text = say(
  'An der inneren Adresse hat aus dem Hauptnetz gar kein Port geantwortet: Entweder ist alles gesperrt, oder der Server war nicht da. Ein Blick in die Konfiguration der Firewall entscheidet es.',
  "At the inner address no port at all answered the main network: either everything is closed or the server was away. A look at the firewall's configuration decides.",
)

function unique(found: readonly Sighting[]): readonly Scan[] {
  return [...new Set(found.map(({ scan }) => scan))]
}

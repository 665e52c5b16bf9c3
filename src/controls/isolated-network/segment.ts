import type { InterfacesFact } from '../../evidence/windows/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { published } from '../../policy/intent.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { lacking, type Machine, machinesOf, nobodyLookedInside, onEveryMachine } from '../inside-look.ts'
import { isPrivateText } from '../internet-name.ts'
import { addressesOf, networksOf } from '../machine-networks.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { newestScans, type Scan, somebodyAnswered } from '../scanned-ports.ts'
import { fromPlace, seenOnly } from '../vantage-evidence.ts'

/**
 * Whether the servers stand in a segment of their own. Two witnesses are needed: the machine's own network cards show
 * whether it stands in several networks at once, and a look from the main network shows what the way there lets
 * through. The rules themselves stand in the firewall (paper).
 */
export const isolatedSegment: Control = {
  id: 'isolated-network.segment',
  version: 2,
  measure: 'isolated-network',
  title: say('Die Server stehen in einem eigenen Netzsegment', 'The servers stand in a network segment of their own'),
  reason: say(
    'Steht der Server im Hauptnetz, führt jeder befallene Arbeitsplatz zu ihm und damit zu allen Kunden.',
    'If the server stands in the main network, every infected workplace leads to it and so to all customers.',
  ),
  looksAt: say(
    'Die Netzwerkkarten jeder Maschine und ihre Netze; die Ports, die aus dem Hauptnetz an ihrer inneren Adresse antworten.',
    'The network cards of every machine and their networks; the ports that answer the main network at its inner address.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['paper', 'inside', 'outside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Stellen Sie die Server in ein eigenes VLAN mit eigenem Adressbereich, und nur dorthin.',
      'Put the servers into a VLAN with an address range of its own, and only there.',
    ),
    steps: [
      say(
        'Prüfen Sie in der Firewall, ob zwischen Hauptnetz und Servern nichts erlaubt ist, was nicht ausdrücklich aufgeführt wird: Vom Hauptnetz in das Segment genügen 443 TCP und, wenn auch dort Agenten laufen, 75 UDP und das Relay; vom Segment in das Hauptnetz sollte nichts nötig sein.',
        'In the firewall check that nothing is allowed between main network and servers that is not listed explicitly: from the main network into the segment 443 TCP is enough and, where agents run there too, 75 UDP and the relay; from the segment into the main network nothing should be needed.',
      ),
      say(
        'Entfernen Sie weitere Netzwerkkarten: ncpa.cpl > Karte deaktivieren, oder Disable-NetAdapter -Name "<Karte>". Notieren Sie vorher ihre Einstellungen mit Get-NetIPConfiguration.',
        'Remove further network cards: ncpa.cpl > disable the card, or Disable-NetAdapter -Name "<card>". Note their settings with Get-NetIPConfiguration first.',
      ),
      say(
        'Rechnen Sie für den Umzug mit einem Wartungsfenster: Adresse, DNS, Weiterleitungen und die Einstellung des Reverse Proxy ändern sich gemeinsam.',
        'Plan a maintenance window for the move: address, DNS, forwards and the setting of the reverse proxy change together.',
      ),
      say(
        'Sehen Sie danach aus dem Hauptnetz nach: bollwerk assess --from main-network.',
        'Look from the main network afterwards: bollwerk assess --from main-network.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Schalten Sie die Karte wieder ein (Enable-NetAdapter -Name "<Karte>") und geben Sie dem Server seine alte Adresse zurück.',
      'Switch the card on again (Enable-NetAdapter -Name "<card>") and give the server its old address back.',
    ),
    downtime: say(
      'Beim Umzug einige Minuten; das Abschalten einer zweiten Karte trennt nur, was über sie lief.',
      'Some minutes for the move; switching off a second card cuts only what ran over it.',
    ),
  },
  references: [sources.segmentation],
  mappings: mappingsOf('isolated-network'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const bridges = machinesOf(question).length > 0 ? onEveryMachine(question, bridging) : []
  if (bridges.length > 0) return bridges
  return [behindAFirewall(question)]
}

/** A machine with a foot in two networks joins them, whatever the firewall between them says. */
function bridging(machine: Machine): readonly Judgement[] {
  const piece = machine.seen('windows.interfaces')
  if (!piece) return [{ item: 'networks', ...lacking(machine, 'windows.interfaces') }]
  const networks = networksOf(piece.value)
  return networks.length > 1 ? [joins(networks, piece)] : []
}

function joins(networks: readonly string[], piece: Seen<InterfacesFact>): Judgement {
  const names = piece.value.interfaces
    .filter(({ addresses }) => addresses.length > 0)
    .map(({ name }) => quotation(name))
  const list = networks.join(', ')
  return {
    item: 'networks',
    outcome: 'fail',
    title: say('Der Server steht in mehreren Netzen zugleich', 'The server stands in several networks at once'),
    detail: say(
      `Der Server steht in ${networks.length} Netzen zugleich (${list}; Karten: ${names.join(', ')}) und verbindet sie an der Firewall vorbei.`,
      `The server stands in ${networks.length} networks at once (${list}; cards: ${names.join(', ')}) and joins them past the firewall.`,
    ),
    evidence: [piece],
  }
}

function behindAFirewall(question: Question): Judgement {
  const inside = machinesOf(question).flatMap((machine) => machine.seen('windows.interfaces') ?? [])
  const scans = innerScans(question, inside)
  const networks = inside.flatMap(({ value }) => networksOf(value))
  const own =
    networks.length === 0
      ? nobodyLookedInside
      : say(
          `Jede Maschine steht in nur einem Netz (${unique(networks)}).`,
          `Every machine stands in one network only (${unique(networks)}).`,
        )
  const answering = scans.filter((scan) => somebodyAnswered(scan))
  if (answering.length === 0) return unknownBecause(joined([own, lookFromTheMainNetwork]), [...inside, ...scans])
  const further = answering.flatMap(({ value }) => value.open).filter((port) => !intendedPorts(question).has(port))
  const evidence: readonly Evidence[] = [...inside, ...answering]
  if (further.length > 0) return unknownBecause(joined([own, opened(further)]), evidence)
  if (inside.length === 0) return unknownBecause(joined([filtered, own]), evidence)
  return { outcome: 'pass', detail: joined([own, filtered]), evidence }
}

/** What the main network sees at addresses of the machines themselves; their public ones say nothing about it. */
function innerScans({ evidence, server }: Question, inside: readonly Seen<InterfacesFact>[]): readonly Scan[] {
  const own = new Set([
    ...inside.flatMap(({ value }) => addressesOf(value)),
    ...[server.origin.host, server.relay?.origin.host ?? ''].filter(isPrivateText),
  ])
  const scans = fromPlace(seenOnly(evidence.about(server.kind, 'outside.tcp-ports')), 'main-network')
  return newestScans(scans).filter(({ value }) => own.has(value.address))
}

function intendedPorts({ intents, server }: Question): ReadonlySet<number> {
  const relay = server.relay ? [server.relay.origin.port] : []
  return new Set([...published(intents, server.kind, 'tcp').map(({ port }) => port), server.origin.port, ...relay])
}

function opened(ports: readonly number[]): Text {
  const list = unique(ports)
  return say(
    `Das Hauptnetz erreicht an der inneren Adresse aber auch TCP ${list}; ob dazwischen eine Firewall steht, ist so nicht zu erkennen.`,
    `But at the inner address the main network also reaches TCP ${list}; whether a firewall stands in between cannot be told.`,
  )
}

const filtered = say(
  'Aus dem Hauptnetz antworten an der inneren Adresse nur die vorgesehenen Ports.',
  'Only the intended ports answer the main network at the inner address.',
)

const lookFromTheMainNetwork = say(
  'Ob zwischen ihm und Ihrem Hauptnetz eine Firewall steht, zeigt ein Blick aus dem Büronetz (bollwerk assess --from main-network) oder die Konfiguration der Firewall.',
  "Whether a firewall stands between it and your main network a look from the office network shows (bollwerk assess --from main-network), or the firewall's configuration.",
)

function unique(values: readonly (string | number)[]): string {
  return [...new Set(values)].join(', ')
}

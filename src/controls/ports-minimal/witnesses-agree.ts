import type { Evidence } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { excerpt } from '../excerpt.ts'
import { sources } from '../exposure-sources.ts'
import { admittedTo, firewallEvidence, hostFirewall } from '../host-firewall.ts'
import { openFromOutside } from '../inside-listeners.ts'
import { type Machine, onEveryMachine } from '../inside-look.ts'
import { addressesOf } from '../machine-networks.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable } from '../open-question.ts'
import { firstDynamicPort } from '../opened-port.ts'
import { openPorts, type Scan, type Sighting } from '../scanned-ports.ts'
import { seenOnly, whence } from '../vantage-evidence.ts'

/** What a scan saw open at a machine's own address, beside what the machine itself says. */
export const portWitnessesAgree: Control = {
  id: 'ports-minimal.witnesses-agree',
  version: 1,
  measure: 'ports-minimal',
  title: say(
    'Blick von außen und Blick von innen nennen dieselben Ports',
    'The look from outside and the look inside name the same ports',
  ),
  reason: say(
    'Antwortet ein Port, an dem auf dem Server nichts lauscht oder den seine Firewall schließt, dann stimmt eine der beiden Antworten nicht, oder jemand verbirgt etwas.',
    'If a port answers at which nothing listens on the server, or which its firewall closes, then one of both answers is wrong, or somebody hides something.',
  ),
  looksAt: say(
    'Scans von Adressen, die den Netzwerkkarten des Servers gehören; die Liste der lauschenden Programme und die Regeln der Windows-Firewall.',
    "Scans of addresses that belong to the server's network cards; the list of listening programs and the rules of the Windows firewall.",
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Sehen Sie noch einmal von beiden Seiten nach, kurz hintereinander.',
      'Look again from both sides, one shortly after the other.',
    ),
    steps: [
      say(
        'Führen Sie das Skript auf dem Server neu aus und gleich danach bollwerk assess aus demselben Netz wie zuvor.',
        'Run the script on the server again and right afterwards bollwerk assess from the same network as before.',
      ),
      say(
        'Bleibt der Widerspruch, gehört die Adresse vielleicht einem anderen Gerät (Gateway, Lastverteiler, zweiter Server): arp -a auf einem Nachbarn zeigt, wer antwortet.',
        'If the contradiction stays, the address may belong to another device (gateway, load balancer, second server): arp -a on a neighbour shows who answers.',
      ),
      say(
        'Lauscht auf dem Server wirklich nichts und antwortet doch er selbst, untersuchen Sie ihn wie nach einem Einbruch: Schadsoftware verbirgt ihre Ports vor Windows.',
        'If nothing listens on the server and yet it is the one that answers, examine it as after a break-in: malware hides its ports from Windows.',
      ),
    ],
    automatic: false,
    rollback: say('Nicht nötig.', 'Not needed.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [sources.automatePorts],
  mappings: mappingsOf('ports-minimal'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const judgements = onEveryMachine(question, (machine) => compared(machine, question))
  const settled = judgements.filter(({ outcome }) => outcome === 'fail' || outcome === 'pass')
  return settled.length > 0 ? settled : [notApplicable(nothingToCompare)]
}

function compared(machine: Machine, question: Question): readonly Judgement[] {
  const interfaces = machine.seen('windows.interfaces')
  const listeners = machine.seen('windows.listeners')
  const own = interfaces ? addressesOf(interfaces.value) : []
  const scans = seenOnly(question.evidence.about(question.server.kind, 'outside.tcp-ports')).filter(({ value }) =>
    own.includes(value.address),
  )
  if (!listeners || scans.length === 0) return []
  const open = openPorts(scans)
  const contradictions = [...open].flatMap(([port, sightings]) => {
    if (port >= firstDynamicPort) return []
    const why = contradiction(machine, port, question)
    return why ? [disagreeing(port, why, { sightings, machine, question })] : []
  })
  return contradictions.length > 0 ? contradictions : [agreeing(scans, [...open.keys()], { machine, question })]
}

/** Why the machine says that the port is not open; absent if it says nothing against it. */
function contradiction(machine: Machine, port: number, { policy }: Question): Text | undefined {
  const listeners = machine.seen('windows.listeners')?.value.listeners ?? []
  const here = openFromOutside(listeners).find((open) => open.protocol === 'tcp' && open.port === port)
  if (!here)
    return say('auf dem Server lauscht dort für andere nichts', 'on the server nothing listens there for others')
  const firewall = hostFirewall(machine)
  const closed = firewall && here.listeners.every((each) => admittedTo(each, firewall, policy).who === 'nobody')
  return closed
    ? say(
        'die Windows-Firewall des Servers lässt niemanden dorthin',
        'the Windows firewall of the server lets nobody reach it',
      )
    : undefined
}

interface Inside {
  readonly machine: Machine
  readonly question: Question
}

interface Contradicting extends Inside {
  readonly sightings: readonly Sighting[]
}

function disagreeing(port: number, why: Text, { sightings, ...inside }: Contradicting): Judgement {
  const scans = sightings.map(({ scan }) => scan)
  const from = whence(scans)
  return {
    item: `${port}`,
    outcome: 'fail',
    title: say(`TCP ${port}: zwei Zeugen widersprechen sich`, `TCP ${port}: two witnesses contradict each other`),
    detail: say(
      `Von außen (${from.de}) ist TCP ${port} offen, aber ${why.de}.`,
      `From outside (${from.en}) TCP ${port} is open, but ${why.en}.`,
    ),
    evidence: [...scans, ...insideOf([port], inside)],
  }
}

function agreeing(scans: readonly Scan[], ports: readonly number[], inside: Inside): Judgement {
  const from = whence(scans)
  return {
    outcome: 'pass',
    detail: say(
      `Jeder Port, der von außen (${from.de}) offen war, lauscht auch laut Server, und seine Firewall lässt ihn zu.`,
      `Every port that was open from outside (${from.en}) listens by the server's own account, and its firewall admits it.`,
    ),
    evidence: [...scans, ...insideOf(ports, inside)],
  }
}

/** What the machine itself says of some ports: who listens there, and the rules that decide who reaches them. */
function insideOf(ports: readonly number[], { machine, question }: Inside): readonly Evidence[] {
  const piece = machine.seen('windows.listeners')
  if (!piece) return []
  const there = piece.value.listeners.filter(({ protocol, port }) => protocol === 'tcp' && ports.includes(port))
  const firewall = hostFirewall(machine)
  const rules = there.flatMap((each) => (firewall ? admittedTo(each, firewall, question.policy).by : []))
  return [excerpt(piece, 'listeners', there), ...(firewall ? firewallEvidence(firewall, rules) : [])]
}

const nothingToCompare = say(
  'Es gibt keinen Scan einer Adresse, die zu einer von innen erhobenen Maschine gehört; zu vergleichen ist nichts.',
  'There is no scan of an address that belongs to a machine looked at from inside; there is nothing to compare.',
)

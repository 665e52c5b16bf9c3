import type { PortEntry } from '../../catalog/index.ts'
import type { ListenersFact } from '../../evidence/windows/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { byNumber } from '../by-number.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { excerpt, someOf } from '../excerpt.ts'
import { sources } from '../exposure-sources.ts'
import { admittedTo, firewallEvidence, type HostFirewall, hostFirewall } from '../host-firewall.ts'
import { type OpenPort, openFromOutside, ownerText } from '../inside-listeners.ts'
import { lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { firstDynamicPort, meantToBeOpen, oneLess, portKnown } from '../opened-port.ts'

/** Databases and the file redirector: nobody but the machine itself needs them, so the firewall alone is one lock too few. */
const forTheMachineAlone: readonly number[] = [3306, 12_413, 33_060]

/** What listens on the server for others beyond what its job needs, and who that is (assessment.md §5.5). */
export const innerListeners: Control = {
  id: 'ports-minimal.listeners',
  version: 1,
  measure: 'ports-minimal',
  title: say(
    'Auf dem Server lauscht für andere nur, was seine Aufgabe braucht',
    'On the server only what its job needs listens for others',
  ),
  reason: say(
    'Eine vergessene Port-Weiterleitung schadet nur, wenn dahinter etwas lauscht. Nötig sind 443 TCP, 75 UDP und das Relay.',
    'A forgotten port forward does harm only if something listens behind it. Needed are 443 TCP, 75 UDP and the relay.',
  ),
  looksAt: say(
    'Get-NetTCPConnection -State Listen und Get-NetUDPEndpoint mit Prozess und Dienst, und wen die Windows-Firewall zu jedem Port lässt.',
    'Get-NetTCPConnection -State Listen and Get-NetUDPEndpoint with process and service, and whom the Windows firewall lets reach each port.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schließen Sie die Ports in der Windows-Firewall, oder binden Sie die Programme an 127.0.0.1.',
      'Close the ports in the Windows firewall, or bind the programs to 127.0.0.1.',
    ),
    steps: [
      say(
        'Sehen Sie nach, wer lauscht: Get-NetTCPConnection -State Listen -LocalPort <Port> | ForEach-Object { Get-Process -Id $_.OwningProcess }',
        'See who listens: Get-NetTCPConnection -State Listen -LocalPort <port> | ForEach-Object { Get-Process -Id $_.OwningProcess }',
      ),
      say(
        'Brauchen Sie das Programm nicht, deinstallieren Sie es oder schalten Sie den Dienst ab: Set-Service -Name <Dienst> -StartupType Disabled',
        'If you do not need the program, uninstall it or switch the service off: Set-Service -Name <service> -StartupType Disabled',
      ),
      say(
        'MySQL: Setzen Sie in my.ini unter [mysqld] bind-address=127.0.0.1 und mysqlx-bind-address=127.0.0.1, wenn Automate auf derselben Maschine läuft, und starten Sie den Dienst im Wartungsfenster neu.',
        'MySQL: in my.ini under [mysqld] set bind-address=127.0.0.1 and mysqlx-bind-address=127.0.0.1 if Automate runs on the same machine, and restart the service in the maintenance window.',
      ),
      say(
        'Sonst beschränken Sie die Regel der Firewall: Set-NetFirewallRule -Name "<Kennung>" -RemoteAddress <Netz>, oder schalten Sie sie ab (Disable-NetFirewallRule).',
        'Otherwise limit the firewall rule: Set-NetFirewallRule -Name "<id>" -RemoteAddress <network>, or switch it off (Disable-NetFirewallRule).',
      ),
    ],
    automatic: false,
    rollback: say(
      'Setzen Sie Startart, Bindung und Regel auf den notierten Stand zurück.',
      'Set start mode, binding and rule back to the noted state.',
    ),
    downtime: say(
      'Firewall: keine. Ein Neustart der Datenbank trennt Automate für einige Minuten.',
      'Firewall: none. A restart of the database cuts Automate off for some minutes.',
    ),
  },
  references: [sources.automatePorts, sources.germanPorts],
  mappings: mappingsOf('ports-minimal'),
  judge: (question) => onEveryMachine(question, (machine) => judged(machine, question)),
}

function judged(machine: Machine, question: Question): readonly Judgement[] {
  const piece = machine.seen('windows.listeners')
  if (!piece) return [lacking(machine, 'windows.listeners')]
  const around = { piece, firewall: hostFirewall(machine), question }
  const meant = { tcp: meantToBeOpen(question, 'tcp'), udp: meantToBeOpen(question, 'udp') }
  const further = openFromOutside(piece.value.listeners).filter(
    (open) => !meant[open.protocol].has(open.port) && isFurther(open, question),
  )
  const told = further.flatMap((port) => aboutPort(port, around))
  const judgements = [...told.filter(({ item }) => item !== dynamicItem), ...together(told)]
  if (judgements.length > 0)
    return judgements.map(({ of: ports, ...judgement }) => ({ ...judgement, evidence: evidenceOf(ports, around) }))
  const detail = onlyWhatIsNeeded(further.length)
  return [{ outcome: 'pass', detail, evidence: evidenceOf(someOf(further), around) }]
}

/** Of UDP only what the catalogue knows: Windows itself opens dozens of passing UDP ports. */
function isFurther({ protocol, port }: OpenPort, question: Question): boolean {
  return protocol === 'tcp' || (port < firstDynamicPort && portKnown(question, protocol, port) !== undefined)
}

/** A judgement without its evidence, and the ports that it speaks of. */
type Told = Omit<Judgement, 'evidence'> & { readonly item: string; readonly of: readonly OpenPort[] }

interface Around {
  readonly piece: Seen<ListenersFact>
  readonly firewall: HostFirewall | undefined
  readonly question: Question
}

/** Who listens at some ports, and the rules that decide who reaches them. */
function evidenceOf(ports: readonly OpenPort[], { piece, firewall, question }: Around): readonly Evidence[] {
  const listeners = ports.flatMap((port) => port.listeners)
  const listening = excerpt(piece, 'listeners', listeners)
  if (!firewall) return [listening]
  const rules = listeners.flatMap((listener) => admittedTo(listener, firewall, question.policy).by)
  return [listening, ...firewallEvidence(firewall, rules)]
}

const dynamicItem = 'tcp/dynamic'

function aboutPort(open: OpenPort, around: Around): readonly Told[] {
  const { protocol, port } = open
  const entry = portKnown(around.question, protocol, port)
  const weighed = weight(open, entry, around)
  if (!weighed) return []
  const name = entry?.title ?? say('Zweck unbekannt', 'purpose unknown')
  const written = `${protocol.toUpperCase()} ${port}`
  const owner = ownerText(open)
  return [
    {
      item: port >= firstDynamicPort ? dynamicItem : `${protocol}/${port}`,
      outcome: 'fail',
      severity: weighed.severity,
      title: say(`Auf dem Server lauscht ${written} (${name.de})`, `${written} (${name.en}) listens on the server`),
      detail: joined([
        say(
          `An ${written} (${name.de}) lauscht für andere Rechner: ${owner.de}.`,
          `At ${written} (${name.en}) a program listens for other machines: ${owner.en}.`,
        ),
        weighed.text,
      ]),
      of: [open],
    },
  ]
}

/** The catalogue weighs what answers the internet; here one lock is known to be missing, not all of them. */
function weight(
  open: OpenPort,
  entry: PortEntry | undefined,
  { firewall, question }: Around,
): { severity: Severity; text: Text } | undefined {
  const severity = entry ? oneLess(entry.severity) : 'low'
  if (!firewall) return { severity, text: firewallNotKnown }
  const admitted = open.listeners.map((listener) => admittedTo(listener, firewall, question.policy).who)
  if (admitted.includes('anyone')) return { severity, text: openToAll }
  const locked = open.protocol === 'tcp' && forTheMachineAlone.includes(open.port)
  return locked ? { severity: 'low', text: closedByFirewall } : undefined
}

/** Dynamic ports are RPC nearly always and numerous; they are told once. */
function together(told: readonly Told[]): readonly Told[] {
  const dynamic = told.filter(({ item }) => item === dynamicItem)
  const [first] = dynamic
  if (!first || dynamic.length === 1) return dynamic
  const count = say(`Und ${dynamic.length - 1} weitere solche Ports.`, `And ${dynamic.length - 1} more such ports.`)
  const ports = dynamic.flatMap(({ of }) => of)
  return [{ ...first, severity: 'low', detail: joined([first.detail, count]), of: ports }]
}

const firewallNotKnown = say(
  'Ob die Windows-Firewall den Port schließt, war nicht zu lesen.',
  'Whether the Windows firewall closes the port could not be read.',
)

const openToAll = say(
  'Die Windows-Firewall lässt jede Adresse dorthin.',
  'The Windows firewall lets every address reach it.',
)

const closedByFirewall = say(
  'Die Windows-Firewall hält ihn zu; sicherer ist, nur an 127.0.0.1 zu lauschen.',
  'The Windows firewall keeps it closed; it is safer to listen at 127.0.0.1 only.',
)

function onlyWhatIsNeeded(closed: number): Text {
  const needed = say(
    'Für jede Adresse offen ist nur, was die Aufgabe des Servers braucht.',
    'Only what the job of the server needs is open to every address.',
  )
  if (closed === 0) return needed
  const further = byNumber(
    closed,
    say(
      'Einen weiteren Port hält die Windows-Firewall zu oder begrenzt sie.',
      'One further port is closed or limited by the Windows firewall.',
    ),
    say(
      `${closed} weitere Ports hält die Windows-Firewall zu oder begrenzt sie.`,
      `${closed} further ports are closed or limited by the Windows firewall.`,
    ),
  )
  return joined([needed, further])
}

import type { ListenersFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { excerpt, someOf } from '../excerpt.ts'
import { sources } from '../exposure-sources.ts'
import { type Admission, admittedTo, firewallEvidence, type HostFirewall, hostFirewall } from '../host-firewall.ts'
import { type OpenPort, openFromOutside, ownerText } from '../inside-listeners.ts'
import { lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { isManagementPort } from '../management-ports.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { portKnown } from '../opened-port.ts'
import { quotation } from '../quotation.ts'

/** The same question as `isolated-network.management-ports`, answered by the server itself (assessment.md §5.5). */
export const managementListeners: Control = {
  id: 'isolated-network.management-listeners',
  version: 1,
  measure: 'isolated-network',
  title: say(
    'Der Server selbst lässt nur Verwaltungsrechner an seine Verwaltungs-Ports',
    'The server itself lets only administration machines reach its management ports',
  ),
  reason: say(
    'Ist die Firewall des Netzes einmal offen, entscheidet der Server selbst, ob ein befallener Arbeitsplatz über RDP, SMB, WinRM oder MySQL hineinkommt.',
    'Once the network firewall is open, the server itself decides whether an infected workplace gets in over RDP, SMB, WinRM or MySQL.',
  ),
  looksAt: say(
    'Was an Verwaltungs-Ports lauscht (Get-NetTCPConnection -State Listen), und wen die Regeln der Windows-Firewall dorthin lassen.',
    'What listens at management ports (Get-NetTCPConnection -State Listen), and whom the rules of the Windows firewall let reach it.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Beschränken Sie die Regeln für Verwaltungs-Ports auf Ihre Verwaltungsrechner, und schalten Sie ab, was niemand braucht.',
      'Limit the rules for management ports to your administration machines, and switch off what nobody needs.',
    ),
    steps: [
      say(
        'Sichern Sie den Stand: netsh advfirewall export C:\\firewall.wfw. Halten Sie die Konsole des Hypervisors bereit.',
        'Save the present state: netsh advfirewall export C:\\firewall.wfw. Have the console of the hypervisor at hand.',
      ),
      say(
        'Suchen Sie die Regel: Get-NetFirewallPortFilter -Protocol TCP | Where-Object LocalPort -eq <Port> | Get-NetFirewallRule',
        'Find the rule: Get-NetFirewallPortFilter -Protocol TCP | Where-Object LocalPort -eq <port> | Get-NetFirewallRule',
      ),
      say(
        'Beschränken Sie sie: Set-NetFirewallRule -Name "<Kennung>" -RemoteAddress <Verwaltungsrechner>. Über die Oberfläche: wf.msc > Eingehende Regeln > Bereich.',
        'Limit it: Set-NetFirewallRule -Name "<id>" -RemoteAddress <administration machines>. In the interface: wf.msc > Inbound Rules > Scope.',
      ),
      say(
        'MySQL: Setzen Sie in my.ini bind-address=127.0.0.1, wenn Automate auf derselben Maschine läuft. Das verlangt einen Neustart der Datenbank.',
        'MySQL: set bind-address=127.0.0.1 in my.ini if Automate runs on the same machine. That wants a restart of the database.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Spielen Sie den gesicherten Stand zurück: netsh advfirewall import C:\\firewall.wfw.',
      'Put the saved state back: netsh advfirewall import C:\\firewall.wfw.',
    ),
    downtime: say(
      'Keine für Agenten und Gäste. Sicherung und Überwachung brechen ab, wenn ihre Adressen fehlen.',
      'None for agents and guests. Backup and monitoring break if their addresses are missing.',
    ),
  },
  references: [sources.segmentation, sources.automatePorts],
  mappings: mappingsOf('isolated-network'),
  judge: (question) => onEveryMachine(question, (machine) => judged(machine, question)),
}

function judged(machine: Machine, question: Question): readonly Judgement[] {
  const piece = machine.seen('windows.listeners')
  if (!piece) return [lacking(machine, 'windows.listeners')]
  const ports = openFromOutside(piece.value.listeners).filter(
    ({ protocol, port }) => protocol === 'tcp' && isManagementPort(port),
  )
  const listening = excerpt(
    piece,
    'listeners',
    ports.flatMap(({ listeners }) => listeners),
  )
  if (ports.length === 0) return [{ outcome: 'pass', detail: nothingListens, evidence: [listening] }]
  const firewall = hostFirewall(machine)
  if (!firewall) return [{ ...unknownBecause(noFirewall(ports), [listening]) }]
  const reached = ports.map((port) => ({ port, admissions: admissionsTo(port, firewall, question) }))
  const open = reached.flatMap(({ port, admissions }) => reachable(port, admissions, { piece, firewall, question }))
  if (open.length > 0) return open
  const list = ports.map(({ port }) => port).join(', ')
  const detail = say(
    `An Verwaltungs-Ports lauscht etwas (${list}), aber die Windows-Firewall lässt nur genannte Rechner dorthin oder niemanden.`,
    `Something listens at management ports (${list}), but the Windows firewall lets only named machines reach it, or nobody.`,
  )
  const rules = reached.flatMap(({ admissions }) => admissions.flatMap(({ by }) => by))
  return [{ outcome: 'pass', detail, evidence: [listening, ...firewallEvidence(firewall, someOf(rules))] }]
}

const weights: Readonly<Partial<Record<Admission['who'], { severity: Severity; text: Text }>>> = {
  anyone: { severity: 'high', text: say('jede Adresse', 'every address') },
  neighbours: {
    severity: 'medium',
    text: say('alle Rechner im selben Netz', 'every machine in the same network'),
  },
}

function admissionsTo(open: OpenPort, firewall: HostFirewall, { policy }: Question): readonly Admission[] {
  return open.listeners.map((listener) => admittedTo(listener, firewall, policy))
}

interface Around {
  readonly piece: Seen<ListenersFact>
  readonly firewall: HostFirewall
  readonly question: Question
}

function reachable(open: OpenPort, admissions: readonly Admission[], around: Around): readonly Judgement[] {
  const { piece, firewall, question } = around
  const widest = (['anyone', 'neighbours'] as const).find((one) => admissions.some(({ who }) => who === one))
  const weight = widest && weights[widest]
  if (!weight) return []
  const rules = admissions.flatMap(({ who, by }) => (who === widest ? by : []))
  const name = portKnown(question, 'tcp', open.port)?.title ?? say('Verwaltung', 'management')
  const owner = ownerText(open)
  return [
    {
      item: `${open.port}`,
      outcome: 'fail',
      severity: weight.severity,
      title: say(
        `Die Windows-Firewall lässt ${weight.text.de} an TCP ${open.port} (${name.de})`,
        `The Windows firewall lets ${weight.text.en} reach TCP ${open.port} (${name.en})`,
      ),
      detail: joined([
        say(
          `An TCP ${open.port} (${name.de}) lauscht ${owner.de}.`,
          `At TCP ${open.port} (${name.en}) a program listens: ${owner.en}.`,
        ),
        say(
          `Die Windows-Firewall lässt ${weight.text.de} dorthin.`,
          `The Windows firewall lets ${weight.text.en} reach it.`,
        ),
      ]),
      evidence: [excerpt(piece, 'listeners', open.listeners), ...firewallEvidence(firewall, rules)],
    },
  ]
}

function noFirewall(ports: readonly OpenPort[]): Text {
  const list = quotation(ports.map(({ port }) => port).join(', '))
  return say(
    `An Verwaltungs-Ports lauscht etwas (${list}); wen die Windows-Firewall dorthin lässt, war nicht zu lesen.`,
    `Something listens at management ports (${list}); whom the Windows firewall lets reach it could not be read.`,
  )
}

const nothingListens = say(
  'An keinem Verwaltungs-Port lauscht etwas für andere Rechner.',
  'Nothing listens at a management port for other machines.',
)

import type { MembershipFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { onEveryMachineWith } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'

/** `Win32_ComputerSystem.DomainRole`: from here on the machine is a domain controller. */
const firstControllerRole = 4

/** Whoever rules the operator's domain must not rule the server that rules all customers (assessment.md §8 F14). */
export const isolatedDomain: Control = {
  id: 'isolated-network.domain',
  version: 1,
  measure: 'isolated-network',
  title: say(
    'Der Server gehört nicht zur Domäne Ihres Büronetzes',
    'The server does not belong to the domain of your office network',
  ),
  reason: say(
    'In einer Domäne führt ein erbeutetes Administratorkonto auf jeden Rechner darin, auch auf diesen, und von ihm zu allen Kunden.',
    'In a domain one captured administrator account leads to every machine in it, to this one too, and from it to all customers.',
  ),
  looksAt: say(
    'PartOfDomain und DomainRole von Win32_ComputerSystem.',
    'PartOfDomain and DomainRole of Win32_ComputerSystem.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Nehmen Sie den Server aus der Domäne, oder stellen Sie ihn in eine eigene, die sonst nichts enthält.',
      'Take the server out of the domain, or put it into one of its own that holds nothing else.',
    ),
    steps: [
      say(
        'Legen Sie zuerst ein lokales Administratorkonto mit langem Kennwort an und melden Sie sich damit einmal an.',
        'First create a local administrator account with a long password and sign in with it once.',
      ),
      say(
        'Stellen Sie fest, welche Dienste, Aufgaben und Anmeldungen an Automate oder ScreenConnect Domänenkonten benutzen, und stellen Sie sie auf lokale Konten um.',
        'Find out which services, tasks and sign-ins to Automate or ScreenConnect use domain accounts, and move them to local accounts.',
      ),
      say(
        'Verlassen Sie die Domäne im Wartungsfenster: Remove-Computer -UnjoinDomainCredential <Konto> -Restart. Über die Oberfläche: sysdm.cpl > Computername > Ändern.',
        'Leave the domain in the maintenance window: Remove-Computer -UnjoinDomainCredential <account> -Restart. In the interface: sysdm.cpl > Computer Name > Change.',
      ),
      say(
        'Ist der Server Domänencontroller, verlegen Sie diese Rolle zuerst auf eine andere Maschine.',
        'If the server is a domain controller, move that role to another machine first.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Nehmen Sie den Server wieder auf: Add-Computer -DomainName <Domäne> -Restart; Gruppenrichtlinien wirken danach wieder.',
      'Take the server in again: Add-Computer -DomainName <domain> -Restart; group policies take effect again afterwards.',
    ),
    downtime: say('Ein Neustart.', 'One restart.'),
  },
  references: [sources.segmentation],
  mappings: mappingsOf('isolated-network'),
  judge: (question) => onEveryMachineWith(question, 'windows.membership', (piece) => [judged(piece)]),
}

function judged(piece: Seen<MembershipFact>): Judgement {
  const { domainJoined, domain, role } = piece.value
  const name = domain === null ? '?' : quotation(domain)
  if (role >= firstControllerRole)
    return {
      item: 'controller',
      outcome: 'fail',
      severity: 'critical',
      detail: say(
        `Der Server ist selbst Domänencontroller (${name}). Wer ihn von außen erreicht, greift die ganze Domäne an.`,
        `The server is a domain controller itself (${name}). Whoever reaches it from outside attacks the whole domain.`,
      ),
      evidence: [piece],
    }
  if (domainJoined)
    return {
      item: 'member',
      outcome: 'fail',
      detail: say(
        `Der Server ist Mitglied der Domäne ${name}. Ist das eine eigene Domäne nur für diese Server, halten Sie das als Ausnahme fest.`,
        `The server is a member of the domain ${name}. If that is a domain of its own for these servers only, record that as an exception.`,
      ),
      evidence: [piece],
    }
  const detail = say('Der Server gehört zu keiner Domäne.', 'The server belongs to no domain.')
  return { outcome: 'pass', detail, evidence: [piece] }
}

import type { AdministratorsFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement } from '../control.ts'
import { onEveryMachineWith } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { groupWords, isEveryoneGroup } from '../windows-sids.ts'
import { windowsSources } from '../windows-sources.ts'

/** More people than these on two servers have their keys lying around. */
const mostUsers = 3

type Piece = Seen<AdministratorsFact>
type Member = AdministratorsFact['members'][number]

/** Who rules the machine, by the SIDs in `S-1-5-32-544` (assessment.md §5.9). */
export const windowsAdministrators: Control = {
  id: 'accounts.windows-administrators',
  version: 1,
  measure: 'accounts',
  title: say(
    'Wenige, bekannte lokale Administratoren auf dem Server',
    'Few and known local administrators on the server',
  ),
  reason: say(
    'Wer den Server verwaltet, kann jedes Konto von Automate und ScreenConnect umgehen. Jedes weitere Konto ist ein weiterer Schlüssel.',
    'Whoever administers the server can get round every account of Automate and ScreenConnect. Each further account is a further key.',
  ),
  looksAt: say(
    'Die Mitglieder der Gruppe S-1-5-32-544 mit ihren SIDs.',
    'The members of the group S-1-5-32-544 with their SIDs.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Lassen Sie in der Gruppe der Administratoren nur die Konten, die den Server wirklich verwalten.',
      'Leave only those accounts in the group of administrators that really administer the server.',
    ),
    steps: [
      say(
        'Sehen Sie nach: Get-CimInstance Win32_GroupUser | Where-Object { $_.GroupComponent.Name -eq (Get-LocalGroup -SID S-1-5-32-544).Name }. Get-LocalGroupMember bricht bei verwaisten SIDs ab.',
        'Look: Get-CimInstance Win32_GroupUser | Where-Object { $_.GroupComponent.Name -eq (Get-LocalGroup -SID S-1-5-32-544).Name }. Get-LocalGroupMember fails at orphaned SIDs.',
      ),
      say(
        'Klären Sie zu jedem Konto, wem es gehört und wozu er es braucht; Dienste brauchen fast nie Administratorrechte.',
        'Settle for each account whose it is and what for; services hardly ever need administrator rights.',
      ),
      say(
        'Entfernen Sie, was niemand braucht: Remove-LocalGroupMember -SID S-1-5-32-544 -Member <Konto oder SID>. Über die Oberfläche: lusrmgr.msc > Gruppen > Administratoren.',
        'Remove what nobody needs: Remove-LocalGroupMember -SID S-1-5-32-544 -Member <account or SID>. In the interface: lusrmgr.msc > Groups > Administrators.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Notieren Sie die Mitglieder vorher und nehmen Sie ein Konto so wieder auf: Add-LocalGroupMember -SID S-1-5-32-544 -Member <Konto>.',
      'Note the members first, and take an account in again with Add-LocalGroupMember -SID S-1-5-32-544 -Member <account>.',
    ),
    downtime: say(
      'Keine. Aufgaben und Dienste, die unter einem entfernten Konto laufen, brechen ab.',
      'None. Tasks and services that run under a removed account break.',
    ),
  },
  references: [windowsSources.administrators],
  mappings: mappingsOf('accounts'),
  judge: (question) => onEveryMachineWith(question, 'windows.administrators', judged),
}

function judged(piece: Piece): readonly Judgement[] {
  const { members } = piece.value
  if (members.length === 0) return [unknownBecause(nobodyShown, [piece])]
  const judgements = [...members.flatMap((member) => aboutMember(member, piece)), ...tooMany(piece)]
  if (judgements.length > 0) return judgements
  const names = members.map(memberName).join(', ')
  const detail = say(`Lokale Administratoren: ${names}.`, `Local administrators: ${names}.`)
  return [{ outcome: 'pass', detail, evidence: [piece] }]
}

const nobodyShown = say(
  'Die Gruppe der Administratoren erschien leer; das kommt auf keinem Server vor. Führen Sie das Skript noch einmal aus.',
  'The group of administrators appeared empty; no server is like that. Run the script again.',
)

function aboutMember(member: Member, piece: Piece): readonly Judgement[] {
  const { sid, name, kind } = member
  if (isEveryoneGroup(sid)) {
    const { de, en } = groupWords(sid)
    const text = say(
      `Die Gruppe „${de}“ gehört zu den Administratoren: Jeder Benutzer ist Administrator.`,
      `The group "${en}" is among the administrators: every user is an administrator.`,
    )
    return [failing(sid, text, { piece, severity: 'critical' })]
  }
  if (/^S-1-5-21-.*-512$/.test(sid))
    return [
      failing(
        'domain-admins',
        say(
          'Die Domänen-Admins sind Administratoren dieses Servers; ein erbeutetes Konto der Domäne genügt.',
          'The domain administrators are administrators of this server; one captured account of the domain is enough.',
        ),
        { piece, severity: 'medium' },
      ),
    ]
  if (name === null)
    return [
      failing(
        sid,
        say(
          `Die SID ${quotation(sid)} gehört niemandem mehr, steht aber noch bei den Administratoren.`,
          `The SID ${quotation(sid)} belongs to nobody any more but still stands among the administrators.`,
        ),
        { piece, severity: 'low' },
      ),
    ]
  if (kind !== 'group') return []
  const text = say(
    `Die Gruppe „${quotation(name)}“ gehört zu den Administratoren; wer darin ist, bestimmt jemand anderes.`,
    `The group "${quotation(name)}" is among the administrators; who is in it somebody else decides.`,
  )
  return [failing(sid, text, { piece, severity: 'low' })]
}

function tooMany(piece: Piece): readonly Judgement[] {
  const users = piece.value.members.filter(
    ({ kind, enabled, name }) => kind === 'user' && enabled !== false && name !== null,
  )
  if (users.length <= mostUsers) return []
  const names = users.map(memberName).join(', ')
  const text = say(
    `${users.length} Konten sind Administratoren (${names}); mehr als ${mostUsers} braucht ein solcher Server selten.`,
    `${users.length} accounts are administrators (${names}); such a server rarely needs more than ${mostUsers}.`,
  )
  return [failing('many', text, { piece, severity: 'medium' })]
}

interface Weighed {
  readonly piece: Piece
  readonly severity: NonNullable<Judgement['severity']>
}

function failing(item: string, detail: Text, { piece, severity }: Weighed): Judgement {
  return { item: quotation(item), outcome: 'fail', severity, detail, evidence: [piece] }
}

function memberName({ name, sid }: Member): string {
  return quotation(name ?? sid)
}

import type { AutomateAuditsFact } from '../../evidence/automate/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import { automateLook, automateLooks, automateUnseen } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

const dayMs = 86_400_000
const recentDays = 30

/** Automate writes down what its users do, and only users that exist did something (automate.md §1.5: `UserAudits`). */
export const automateAudits: Control = {
  id: 'accounts.automate-audits',
  version: 1,
  measure: 'accounts',
  title: say(
    'Automate protokolliert seine Benutzer, und niemand Unbekanntes war tätig',
    'Automate keeps an audit log of its users, and nobody unknown was active',
  ),
  reason: say(
    'Ein Konto, das angelegt, benutzt und wieder gelöscht wurde, fällt nur im Protokoll auf.',
    'An account that was created, used and deleted again shows in the log only.',
  ),
  looksAt: say(
    'Die neuesten Einträge aus GET /UserAudits: wer, was, wann. Der Text der Einträge wird nicht aufgehoben.',
    'The newest entries from GET /UserAudits: who, what, when. The text of the entries is not kept.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie das Protokoll für alle Benutzer ein und klären Sie unbekannte Namen auf.',
      'Switch the audit log on for all users and find out about unknown names.',
    ),
    steps: [
      say(
        'Öffnen Sie im Control Center bei jedem Benutzer (je nach Version System > Users and Contacts) die Einstellung Auditing Level und stellen Sie sie so ein, dass Anmeldungen und Änderungen geschrieben werden.',
        'In the Control Center open the setting Auditing Level of each user (System > Users and Contacts, depending on the version) and set it so that sign-ins and changes are written.',
      ),
      say(
        'Suchen Sie im Protokoll der Benutzer nach den genannten Namen: Wer legte das Konto an, was tat es, wer löschte es?',
        'Search the audit log of the users for the names given here: who created the account, what did it do, who deleted it?',
      ),
      say(
        'Kann niemand das Konto erklären, behandeln Sie es als Einbruch: Kennwörter der Administratoren ändern, Supportpartner rufen.',
        'If nobody can explain the account, treat it as a break-in: change the passwords of the administrators, call your support partner.',
      ),
    ],
    automatic: false,
    rollback: say('Setzen Sie das frühere Auditing Level wieder.', 'Set the former Auditing Level again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseAnnouncement],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const audits = automateLook(question, 'automate.audits')
  if (!audits) return [automateUnseen(question, 'automate.audits')]
  const { newest } = audits.value
  const users = automateLooks(question, 'automate.users').find(({ value }) => value.by === 'api')
  const evidence = users ? [audits, users] : [audits]
  const since = new Date(Date.parse(audits.at) - recentDays * dayMs).toISOString()
  if (newest === null || newest < since) {
    const signedIn = users?.value.users.find(
      ({ lastSignIn }) => lastSignIn !== null && lastSignIn !== 'never' && lastSignIn >= since,
    )
    return [signedIn ? silent(signedIn.name, evidence) : unknownBecause(quiet, evidence)]
  }
  if (!users) return [unknownBecause(usersUnknown, evidence)]
  const strangers = unknownNames(
    audits,
    users.value.users.map(({ name }) => name),
    since,
  )
  if (strangers.length > 0) return strangers.map((one) => ({ ...one, evidence }))
  return [{ outcome: 'pass', detail: allKnown(newest), evidence }]
}

function silent(name: string, evidence: readonly Evidence[]): Judgement {
  return {
    item: 'silent',
    outcome: 'fail',
    detail: say(
      `Das Protokoll hat seit ${recentDays} Tagen keinen Eintrag, obwohl sich ${quotation(name)} in dieser Zeit angemeldet hat.`,
      `The log has had no entry for ${recentDays} days although ${quotation(name)} signed in during that time.`,
    ),
    evidence,
  }
}

/** Which names Automate itself writes for its own deeds is not documented; so a name that is no user asks a person. */
function unknownNames(
  { value }: Seen<AutomateAuditsFact>,
  users: readonly string[],
  since: string,
): readonly Omit<Judgement, 'evidence'>[] {
  const known = new Set(users.map((name) => name.toLowerCase()))
  const acts = value.actions.filter(({ user, newest }) => newest >= since && !known.has(user.toLowerCase()))
  const names = [...new Set(acts.map(({ user }) => user))]
  return names.map((name) => {
    const did = [...new Set(acts.filter(({ user }) => user === name).map(({ action }) => quotation(action)))]
    return { item: `account:${name}`, outcome: 'manual', detail: stranger(quotation(name), did.slice(0, 5).join(', ')) }
  })
}

function stranger(name: string, did: string): Text {
  return say(
    `${name} war in den letzten ${recentDays} Tagen tätig (${did}), ist aber kein Benutzer mehr. Bitte klären Sie, wer das war.`,
    `${name} was active within the last ${recentDays} days (${did}), but is no user any more. Please find out who that was.`,
  )
}

function allKnown(newest: string): Text {
  const day = newest.slice(0, 10)
  return say(
    `Das Protokoll wird geschrieben (zuletzt am ${day}), und alle Namen darin sind bekannte Benutzer.`,
    `The log is written (last on ${day}), and all names in it are known users.`,
  )
}

const quiet = say(
  `Das Protokoll hat seit ${recentDays} Tagen keinen Eintrag. Ob es nichts zu schreiben gab, ist nicht bekannt.`,
  `The log has had no entry for ${recentDays} days. Whether there was nothing to write is not known.`,
)

const usersUnknown = say(
  'Das Protokoll wird geschrieben; welche Namen darin zu Benutzern gehören, ist nicht bekannt.',
  'The log is written; which names in it belong to users is not known.',
)

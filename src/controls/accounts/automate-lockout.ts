import { joined, say, type Text } from '../../model/text.ts'
import { namesInWords } from '../automate-accounts.ts'
import { automateLook, automateLooks, automateUnseen } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * Guessing passwords of Automate ends in a locked account. The names of the settings for lock-out, passwords and
 * session length are not confirmed (automate.md §5, §11), so only a person can answer; what can be seen is told along.
 */
export const automateLockout: Control = {
  id: 'accounts.automate-lockout',
  version: 1,
  measure: 'accounts',
  title: say(
    'Falsche Anmeldungen sperren das Konto in Automate, und Kennwörter sind lang',
    'Failed sign-ins lock the account in Automate, and passwords are long',
  ),
  reason: say(
    'Ohne Sperre lassen sich Kennwörter beliebig oft durchprobieren.',
    'Without a lock passwords can be tried as often as anyone likes.',
  ),
  looksAt: say(
    'Welche Konten gesperrt sind und wie lange ein Token gilt. Die Einstellungen selbst sind unter keinem belegten Namen zu lesen.',
    'Which accounts are locked and how long a token lives. The settings themselves cannot be read under any documented name.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Prüfen Sie die Regeln für Sperren und Kennwörter im Control Center und bestätigen Sie das Ergebnis.',
      'Check the rules on locking and passwords in the Control Center and confirm the result.',
    ),
    steps: [
      say(
        'Sehen Sie im Control Center unter System > Configuration nach den Regeln für Kennwörter und Sperren. Wo genau sie stehen, ist nicht belegt; fragen Sie sonst Ihren Supportpartner.',
        'In the Control Center look under System > Configuration for the rules on passwords and locking. Where exactly they stand is not documented; otherwise ask your support partner.',
      ),
      say(
        'Stellen Sie ein: Sperre nach höchstens 8 falschen Anmeldungen, Kennwörter ab 14 Zeichen.',
        'Set: a lock after 8 failed sign-ins at most, passwords of 14 characters or more.',
      ),
      say(
        'Probieren Sie es mit einem Konto ohne Rechte: Nach den falschen Anmeldungen muss auch das richtige Kennwort abgewiesen werden.',
        'Try it with an account without permissions: after the failed sign-ins the right password must be refused, too.',
      ),
    ],
    automatic: false,
    rollback: say('Setzen Sie die vorherigen Werte wieder.', 'Set the former values again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseAnnouncement, upkeepSources.networkHardening],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const users = automateLooks(question, 'automate.users').find(({ value }) => value.by === 'api')
  const signIn = automateLook(question, 'automate.authentication')
  const evidence = [users, signIn].filter((piece) => piece !== undefined)
  if (evidence.length === 0) return [automateUnseen(question, 'automate.users')]
  const locked = (users?.value.users ?? []).filter((user) => user.locked === true).map(({ name }) => name)
  const minutes = signIn?.value.longestTokenMinutes ?? null
  return [{ outcome: 'manual', detail: joined([byHand, ...lockedNow(locked), ...tokenLife(minutes)]), evidence }]
}

const byHand = say(
  'Automate nennt seine Regeln für Sperren und Kennwörter unter keinem belegten Namen. Bitte prüfen Sie sie im Control Center.',
  'Automate does not tell its rules on locking and passwords under any documented name. Please check them in the Control Center.',
)

function lockedNow(names: readonly string[]): readonly Text[] {
  if (names.length === 0) return []
  const shown = namesInWords(names)
  return [
    say(`Zurzeit gesperrt: ${shown.de}; gesperrt wird also.`, `Locked at the moment: ${shown.en}; so locking happens.`),
  ]
}

function tokenLife(minutes: number | null): readonly Text[] {
  return minutes === null
    ? []
    : [
        say(
          `Ein Token der Schnittstelle gilt höchstens ${minutes} Minuten.`,
          `A token of the interface lives ${minutes} minutes at most.`,
        ),
      ]
}

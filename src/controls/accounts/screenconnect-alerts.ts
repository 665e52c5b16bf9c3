import type { Trigger } from '../../evidence/screenconnect/facts.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { lacking, listed, onEveryFolder } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'

/** Results of a sign-in that somebody should hear of. */
const alarming: ReadonlySet<string> = new Set([
  'LockedOut',
  'PasswordInvalid',
  'UserNameInvalid',
  'OneTimePasswordInvalid',
])
const results: ReadonlySet<string> = new Set([...alarming, 'Success'])

/** Somebody hears of failed sign-ins: a security event trigger is on (screenconnect.md §3.5; since 21.5). */
export const screenconnectAlerts: Control = {
  id: 'accounts.screenconnect-alerts',
  version: 1,
  measure: 'accounts',
  title: say('Falsche Anmeldungen an ScreenConnect werden gemeldet', 'Failed sign-ins at ScreenConnect are reported'),
  reason: say(
    'Einen Angriff auf Kennwörter, den niemand bemerkt, kann niemand beenden.',
    'Nobody can end an attack on passwords that nobody notices.',
  ),
  looksAt: say('Die Auslöser in SecurityEventTrigger.xml.', 'The triggers in SecurityEventTrigger.xml.'),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'low',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie einen Auslöser ein, der gesperrte Konten und falsche Kennwörter meldet.',
      'Switch on a trigger that reports locked accounts and wrong passwords.',
    ),
    steps: [
      say(
        'Öffnen Sie Administration > Triggers (in neuen Ausgaben Automations) und schalten Sie unter den Sicherheitsereignissen die Vorlage für gesperrte Konten ein; tragen Sie als Empfänger Ihre Bereitschaft ein.',
        'Open Administration > Triggers (Automations in new releases) and switch the sample for locked accounts on under the security events; enter your people on duty as recipients.',
      ),
      say(
        "Fehlt die Vorlage, legen Sie einen Auslöser an mit dem Filter: Event.EventType = 'LoginAttempt' AND Event.OperationResult = 'LockedOut'.",
        "If the sample is missing, create a trigger with the filter: Event.EventType = 'LoginAttempt' AND Event.OperationResult = 'LockedOut'.",
      ),
      say(
        'Prüfen Sie unter Administration > Mail, dass Nachrichten ankommen: Melden Sie sich mit einem Probekonto so oft falsch an, bis es gesperrt ist.',
        'Check under Administration > Mail that messages arrive: sign in wrongly with a trial account until it is locked.',
      ),
    ],
    automatic: false,
    rollback: say('Schalten Sie den Auslöser wieder aus.', 'Switch the trigger off again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [screenconnectSources.securityTriggers],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolder(question, (folder) => {
    const piece = folder.seen('screenconnect.triggers', 'SecurityEventTrigger.xml')
    if (!piece) return [lacking(folder, 'screenconnect.triggers')]
    const watching = piece.value.triggers.filter(reports)
    const names = listed(watching.map(({ name }) => name))
    const detail = say(`Gemeldet werden sie durch: ${names.de}.`, `They are reported by: ${names.en}.`)
    if (watching.length > 0) return [{ outcome: 'pass', detail, evidence: [piece] }]
    const off = piece.value.triggers.filter(({ enabled }) => !enabled).length
    const nobody = say(
      `Kein eingeschalteter Auslöser meldet falsche Anmeldungen (Auslöser: ${piece.value.triggers.length}, davon aus: ${off}).`,
      `No trigger that is on reports failed sign-ins (triggers: ${piece.value.triggers.length}, of which off: ${off}).`,
    )
    return [{ item: 'trigger', outcome: 'fail', detail: nobody, evidence: [piece] }]
  })
}

/** A filter that names no result lets every sign-in through. */
function reports({ enabled, watches, actions }: Trigger): boolean {
  const named = watches.filter((word) => results.has(word))
  return enabled && actions.length > 0 && (named.length === 0 || named.some((word) => alarming.has(word)))
}

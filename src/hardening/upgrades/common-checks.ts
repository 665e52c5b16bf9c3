import { machinesOf } from '../../controls/inside-look.ts'
import { quotation } from '../../controls/quotation.ts'
import type { KnownVersion, NoVersion } from '../../controls/running-version.ts'
import { say, type Text } from '../../model/text.ts'
import { askedOfPerson, type Check, type Witnessed } from '../checked.ts'

/** Whether the version that runs is known. */
export function versionCheck(running: KnownVersion | NoVersion): Check {
  const id = 'version-known'
  const title = say('Die laufende Version ist bekannt', 'The running version is known')
  if (!running.known) return { id, title, answer: 'unknown', reason: running.why.detail }
  const { text } = running.version
  return { id, title, answer: 'met', reason: say(`Es läuft ${text}.`, `${text} runs.`) }
}

/** Whether Windows waits for a restart on one of the machines: installers that meet one may stop half-way. */
export function restartCheck(witnessed: Witnessed, control: string): Check {
  const id = 'no-restart-pending'
  const title = say('Windows wartet nicht auf einen Neustart', 'Windows does not wait for a restart')
  const machines = machinesOf(witnessed.questionFor(control)).flatMap((machine) => {
    const piece = machine.seen('windows.system')
    return piece ? [{ name: quotation(machine.name), waits: piece.value.restartPending }] : []
  })
  if (machines.length === 0) return { id, title, answer: 'unknown', reason: nobodyLooked }
  const waiting = machines.filter(({ waits }) => waits).map(({ name }) => name)
  if (waiting.length > 0) return { id, title, answer: 'not-met', reason: restartFirst(waiting.join(', ')) }
  const names = machines.map(({ name }) => name).join(', ')
  return { id, title, answer: 'met', reason: say(`${names}: kein Neustart steht aus.`, `${names}: no restart is due.`) }
}

/** Whether there is a backup from which everything can be restored: no witness sees one. */
export function backupCheck(what: Text): Check {
  return askedOfPerson(
    'backup',
    say('Eine geprüfte Sicherung ist da', 'A tested backup is there'),
    say(
      `Bollwerk sieht keine Sicherungen. Notieren Sie, wer wann ${what.de} gesichert und eine Rücksicherung geübt hat.`,
      `Bollwerk sees no backups. Note who backed up ${what.en} when, and rehearsed a restore.`,
    ),
  )
}

function restartFirst(names: string): Text {
  return say(
    `Auf ${names} steht ein Neustart aus. Starten Sie vor dem Wartungsfenster neu und sehen Sie noch einmal nach.`,
    `A restart is due on ${names}. Restart before the maintenance window and look again.`,
  )
}

const nobodyLooked: Text = say(
  'In den Server hat in letzter Zeit niemand hineingesehen. Führen Sie das Skript von bollwerk collect windows aus und übernehmen Sie seine Datei mit bollwerk import.',
  'Nobody has looked inside the server lately. Run the script of bollwerk collect windows and take its file in with bollwerk import.',
)

import { say } from '../../model/text.ts'
import type { Control, Judgement } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { isAbsent, lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No password of the database lies around that nothing needs (automate.md §3). Only places are known, no values. */
export const windowsStoredSecrets: Control = {
  id: 'accounts.windows-stored-secrets',
  version: 1,
  measure: 'accounts',
  title: say(
    'Auf dem Server liegt kein vergessenes Datenbank-Kennwort',
    'No forgotten database password lies on the server',
  ),
  reason: say(
    'Alte Setups haben das root-Kennwort von MySQL in der Registry hinterlassen. Wer es liest, hat alle Daten aller Kunden.',
    'Old setups left the root password of MySQL in the registry. Whoever reads it has all data of all customers.',
  ),
  looksAt: say(
    'Ob es RootPassword in der Registry von Automate gibt und ob in my.ini ein Kennwort steht; der Wert wird nie gelesen.',
    'Whether RootPassword exists in the registry of Automate and whether a password stands in my.ini; the value is never read.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Ändern Sie das Kennwort und löschen Sie die Stelle, an der es stand.',
      'Change the password and delete the place where it stood.',
    ),
    steps: [
      say(
        "Prüfen Sie zuerst in HKLM\\SOFTWARE\\LabTech\\Agent (Wert User), dass sich Automate nicht selbst als root anmeldet. Ändern Sie dann das root-Kennwort von MySQL: ALTER USER 'root'@'localhost' IDENTIFIED BY '<neues Kennwort>'; und legen Sie es im Kennwort-Tresor ab.",
        "First check in HKLM\\SOFTWARE\\LabTech\\Agent (value User) that Automate itself does not sign in as root. Then change the root password of MySQL: ALTER USER 'root'@'localhost' IDENTIFIED BY '<new password>'; and put it into the password safe.",
      ),
      say(
        'Registry: Sichern Sie den Schlüssel nicht, er enthält das Kennwort. Löschen Sie den Wert: Remove-ItemProperty HKLM:\\SOFTWARE\\WOW6432Node\\LabTech\\Setup -Name RootPassword',
        'Registry: do not save the key, it holds the password. Delete the value: Remove-ItemProperty HKLM:\\SOFTWARE\\WOW6432Node\\LabTech\\Setup -Name RootPassword',
      ),
      say(
        'my.ini: Entfernen Sie die Zeile password= aus dem genannten Abschnitt und stellen Sie Sicherungsskripte auf mysql_config_editor um.',
        'my.ini: remove the line password= from the named section and move backup scripts to mysql_config_editor.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Nicht nötig: Kein laufendes Programm liest RootPassword. Ob ein altes Setup es tut, ist nicht bestätigt.',
      'Not needed: no running program reads RootPassword. Whether an old setup does is not confirmed.',
    ),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.networkHardening, sources.automatePorts],
  mappings: mappingsOf('accounts'),
  judge: (question) => onEveryMachine(question, judged),
}

function judged(machine: Machine): readonly Judgement[] {
  const facts = ['windows.automate', 'windows.database'] as const
  const unread = facts.filter((fact) => !machine.seen(fact) && !isAbsent(machine, fact))
  const judgements = [
    ...inRegistry(machine),
    ...inConfiguration(machine),
    ...unread.map((fact) => ({ item: fact, ...lacking(machine, fact) })),
  ]
  if (judgements.length > 0) return judgements
  const evidence = facts.flatMap((fact) => machine.about(fact) ?? [])
  const detail = say(
    'In der Registry von Automate und in der Konfiguration der Datenbank steht kein vergessenes Kennwort.',
    'No forgotten password stands in the registry of Automate or in the configuration of the database.',
  )
  return [{ outcome: 'pass', detail, evidence }]
}

/** `MysqlPass` of the Database Agent is there by design; who reads it, `accounts.windows-sensitive-rights` asks. */
function inRegistry(machine: Machine): readonly Judgement[] {
  const piece = machine.seen('windows.automate')
  const places = piece?.value.secretsPresent.filter((place) => /rootpassword/i.test(place)) ?? []
  if (!piece || places.length === 0) return []
  const shown = places.map(quotation).join(', ')
  const detail = say(
    `Das root-Kennwort der Datenbank steht in der Registry: ${shown}.`,
    `The root password of the database stands in the registry: ${shown}.`,
  )
  return [{ item: 'RootPassword', outcome: 'fail', detail, evidence: [piece] }]
}

function inConfiguration(machine: Machine): readonly Judgement[] {
  const piece = machine.seen('windows.database')
  if (!piece) return []
  return piece.value.servers.flatMap(({ configuration, passwordsIn, service }): Judgement[] => {
    if (passwordsIn.length === 0) return []
    const file = quotation(configuration ?? service)
    const sections = passwordsIn.map((section) => `[${quotation(section)}]`).join(', ')
    const detail = say(
      `In ${file} steht ein Kennwort (Abschnitt ${sections}).`,
      `A password stands in ${file} (section ${sections}).`,
    )
    return [{ item: file, outcome: 'fail', severity: 'medium', detail, evidence: [piece] }]
  })
}

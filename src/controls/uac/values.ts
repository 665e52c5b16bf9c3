import type { UacFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement } from '../control.ts'
import { onEveryMachineWith } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { type UacValue, uacTable } from '../uac-values.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** The registry values of User Account Control (assessment.md §5.3). */
export const uacValues: Control = {
  id: 'uac.values',
  version: 1,
  measure: 'uac',
  title: say('Die Benutzerkontensteuerung ist eingeschaltet und fragt nach', 'User Account Control is on and asks'),
  reason: say(
    'Ohne UAC läuft alles, was ein angemeldeter Administrator öffnet, sofort mit vollen Rechten.',
    'Without UAC everything that a signed-in administrator opens runs with full rights at once.',
  ),
  looksAt: say(
    'Die neun Werte unter HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System; fehlt einer, gilt die Vorgabe von Windows.',
    'The nine values under HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System; where one is absent the default of Windows holds.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Stellen Sie die genannten Werte der Benutzerkontensteuerung ein.',
      'Set the named values of User Account Control.',
    ),
    steps: [
      say(
        'Sichern Sie den Schlüssel: reg export HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System C:\\uac.reg',
        'Save the key: reg export HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System C:\\uac.reg',
      ),
      say(
        'Über die Oberfläche: secpol.msc > Lokale Richtlinien > Sicherheitsoptionen, alle Einträge, die mit „Benutzerkontensteuerung“ beginnen. In einer Domäne setzt sie die Gruppenrichtlinie.',
        'In the interface: secpol.msc > Local Policies > Security Options, all entries that begin with "User Account Control". In a domain the group policy sets them.',
      ),
      say(
        'Oder in PowerShell als Administrator, hier für die beiden wichtigsten: Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System -Name EnableLUA -Value 1 -Type DWord; dasselbe mit -Name ConsentPromptBehaviorAdmin -Value 2.',
        'Or in PowerShell as administrator, here for the two that matter most: Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System -Name EnableLUA -Value 1 -Type DWord; the same with -Name ConsentPromptBehaviorAdmin -Value 2.',
      ),
      say(
        'Gewünscht sind: EnableLUA 1, ConsentPromptBehaviorAdmin 2, ConsentPromptBehaviorUser 0, PromptOnSecureDesktop 1, FilterAdministratorToken 1, EnableInstallerDetection 1, EnableSecureUIAPaths 1, EnableVirtualization 1, LocalAccountTokenFilterPolicy 0.',
        'Wanted are: EnableLUA 1, ConsentPromptBehaviorAdmin 2, ConsentPromptBehaviorUser 0, PromptOnSecureDesktop 1, FilterAdministratorToken 1, EnableInstallerDetection 1, EnableSecureUIAPaths 1, EnableVirtualization 1, LocalAccountTokenFilterPolicy 0.',
      ),
      say(
        'Prüfen Sie vorher, ob Sicherung oder Fernwartung sich mit einem lokalen Konto über das Netz anmelden: Mit LocalAccountTokenFilterPolicy 0 verlieren diese ihre vollen Rechte.',
        'Check first whether backup or remote maintenance signs in over the network with a local account: with LocalAccountTokenFilterPolicy 0 those lose their full rights.',
      ),
    ],
    automatic: true,
    rollback: say(
      'Spielen Sie den Schlüssel zurück (reg import C:\\uac.reg), löschen Sie die Werte, die vorher fehlten, und starten Sie neu.',
      'Put the key back (reg import C:\\uac.reg), delete the values that were absent before, and restart.',
    ),
    downtime: say(
      'EnableLUA wirkt erst nach einem Neustart des Servers; alles andere sofort und ohne Unterbrechung.',
      'EnableLUA takes effect after a restart of the server only; everything else at once and without interruption.',
    ),
  },
  references: [upkeepSources.uacSettings, upkeepSources.serverHardening],
  mappings: mappingsOf('uac'),
  judge: (question) => onEveryMachineWith(question, 'windows.uac', judged),
}

function judged(piece: Seen<UacFact>): readonly Judgement[] {
  const judgements = uacTable.flatMap((value) => aboutValue(value, piece))
  return judgements.length > 0 ? judgements : [asWanted(piece)]
}

function aboutValue(value: UacValue, piece: Seen<UacFact>): readonly Judgement[] {
  const stored = piece.value[value.name]
  const number = stored ?? value.byDefault
  if (value.wanted.includes(number)) return []
  const unwanted = value.unwanted[number]
  if (!unwanted) return [{ item: value.name, ...unknownBecause(notKnown(value.name, number), [piece]) }]
  const { severity, meaning } = unwanted
  const source = stored === null ? defaultText(value) : say('', '')
  return [
    {
      item: value.name,
      outcome: 'fail',
      severity,
      title: say(`UAC: ${value.name} steht auf ${number}`, `UAC: ${value.name} is ${number}`),
      detail: say(
        `${value.name} steht auf ${number}${source.de}: ${meaning.de}. Gewünscht ist ${value.wanted.at(-1)}.`,
        `${value.name} is ${number}${source.en}: ${meaning.en}. Wanted is ${value.wanted.at(-1)}.`,
      ),
      evidence: [piece],
    },
  ]
}

function defaultText({ defaultSure }: UacValue): Text {
  return defaultSure
    ? say(' (nicht gesetzt, das ist die Vorgabe von Windows)', ' (not set, this is the default of Windows)')
    : say(
        ' (nicht gesetzt; als Vorgabe von Windows angenommen, nicht bestätigt)',
        ' (not set; taken for the default of Windows, not confirmed)',
      )
}

function notKnown(name: string, number: number): Text {
  return say(
    `${name} steht auf ${number}; was das bedeutet, ist nicht bekannt. Bitte prüfen Sie den Wert von Hand.`,
    `${name} is ${number}; what that means is not known. Please check the value by hand.`,
  )
}

function asWanted(piece: Seen<UacFact>): Judgement {
  const absent = uacTable.filter(({ name }) => piece.value[name] === null).map(({ name }) => name)
  const by = say(
    `Nicht gesetzt und damit auf der Vorgabe: ${absent.join(', ')}.`,
    `Not set and so at the default: ${absent.join(', ')}.`,
  )
  const all = say(
    'Alle neun Werte der Benutzerkontensteuerung stehen wie gewünscht.',
    'All nine values of User Account Control are as wanted.',
  )
  return { outcome: 'pass', detail: joined(absent.length > 0 ? [all, by] : [all]), evidence: [piece] }
}

import type { UacFact } from '../evidence/windows/facts.ts'
import type { Severity } from '../model/outcome.ts'
import { say, type Text } from '../model/text.ts'

/** What one number in a value of User Account Control means where it is not the wanted one. */
interface UnwantedNumber {
  readonly severity: Severity
  readonly meaning: Text
}

/** One value, what Windows does without it, and what each number that it may hold means. */
export interface UacValue {
  readonly name: keyof UacFact
  readonly byDefault: number
  /** False where the references have the default from memory only. */
  readonly defaultSure: boolean
  readonly wanted: readonly number[]
  readonly unwanted: Readonly<Record<number, UnwantedNumber>>
}

const unmarked = { byDefault: 1, defaultSure: true, wanted: [1] } as const

/** The values of assessment.md §5.3; the meaning of the other numbers is Microsoft's documentation of the policies. */
export const uacTable: readonly UacValue[] = [
  {
    name: 'EnableLUA',
    ...unmarked,
    unwanted: {
      0: {
        severity: 'critical',
        meaning: say(
          'die Benutzerkontensteuerung ist ganz aus; jedes Programm eines Administrators läuft sofort mit vollen Rechten',
          'User Account Control is off altogether; every program of an administrator runs with full rights at once',
        ),
      },
    },
  },
  {
    name: 'ConsentPromptBehaviorAdmin',
    byDefault: 5,
    defaultSure: true,
    wanted: [1, 2],
    unwanted: {
      0: {
        severity: 'high',
        meaning: say(
          'Administratoren erhalten volle Rechte, ohne dass Windows fragt',
          'administrators get full rights without Windows asking',
        ),
      },
      3: {
        severity: 'low',
        meaning: say(
          'Windows fragt nach Anmeldedaten, aber nicht auf dem sicheren Desktop',
          'Windows asks for credentials, but not on the secure desktop',
        ),
      },
      4: {
        severity: 'low',
        meaning: say(
          'Windows fragt nach Zustimmung, aber nicht auf dem sicheren Desktop',
          'Windows asks for consent, but not on the secure desktop',
        ),
      },
      5: {
        severity: 'low',
        meaning: say(
          'Windows fragt nur bei Programmen, die nicht zu Windows gehören; wer ein Windows-Programm vorschiebt, umgeht die Frage',
          'Windows asks only for programs that are not part of Windows; whoever uses a Windows program avoids the question',
        ),
      },
    },
  },
  {
    name: 'ConsentPromptBehaviorUser',
    byDefault: 3,
    defaultSure: false,
    wanted: [0],
    unwanted: {
      1: { severity: 'low', meaning: askingUsers() },
      3: { severity: 'low', meaning: askingUsers() },
    },
  },
  {
    name: 'PromptOnSecureDesktop',
    ...unmarked,
    unwanted: {
      0: {
        severity: 'medium',
        meaning: say(
          'die Frage erscheint auf dem normalen Desktop, auf dem andere Programme für den Benutzer antworten können',
          'the question appears on the normal desktop, where other programs can answer for the user',
        ),
      },
    },
  },
  {
    name: 'FilterAdministratorToken',
    byDefault: 0,
    defaultSure: true,
    wanted: [1],
    unwanted: {
      0: {
        severity: 'medium',
        meaning: say(
          'das eingebaute Administratorkonto wird nie gefragt',
          'the built-in administrator account is never asked',
        ),
      },
    },
  },
  {
    name: 'EnableInstallerDetection',
    ...unmarked,
    unwanted: {
      0: {
        severity: 'low',
        meaning: say(
          'Installationsprogramme werden nicht erkannt und nicht nachgefragt',
          'installers are not recognised and not asked about',
        ),
      },
    },
  },
  {
    name: 'EnableSecureUIAPaths',
    ...unmarked,
    unwanted: {
      0: {
        severity: 'low',
        meaning: say(
          'Bedienungshilfen dürfen aus jedem Ordner stammen und andere Fenster fernsteuern',
          'accessibility programs may come from any folder and drive other windows',
        ),
      },
    },
  },
  {
    name: 'EnableVirtualization',
    ...unmarked,
    unwanted: {
      0: {
        severity: 'low',
        meaning: say(
          'Schreibzugriffe alter Programme werden nicht in den Bereich des Benutzers umgeleitet',
          "writes of old programs are not redirected into the user's own area",
        ),
      },
    },
  },
  {
    name: 'LocalAccountTokenFilterPolicy',
    byDefault: 0,
    defaultSure: true,
    wanted: [0],
    unwanted: {
      1: {
        severity: 'high',
        meaning: say(
          'lokale Konten haben über das Netz sofort volle Rechte; ein erbeuteter Kennwort-Hash genügt',
          'local accounts have full rights over the network at once; a captured password hash is enough',
        ),
      },
    },
  },
]

function askingUsers(): Text {
  return say(
    'gewöhnliche Benutzer werden nach dem Kennwort eines Administrators gefragt; auf einem Server genügt „ablehnen“',
    'ordinary users are asked for the password of an administrator; on a server "deny" is enough',
  )
}

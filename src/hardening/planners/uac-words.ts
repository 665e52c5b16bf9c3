import { say, type Text } from '../../model/text.ts'
import type { UacPart } from '../../targets/uac/wanted.ts'

/** What whoever approves a change of UAC must know. */
interface PartWords {
  readonly title: Text
  readonly affected: Text
  readonly downtime: Text
  /** By the value that does it. */
  readonly lockedOut: readonly { readonly by: string; readonly who: Text }[]
}

const atOnce = say('Keine, es wirkt sofort.', 'None, it takes effect at once.')

export const uacWords: Readonly<Record<UacPart, PartWords>> = {
  switch: {
    title: say('Benutzerkontensteuerung einschalten', 'Switch User Account Control on'),
    affected: say(
      'Administratoren werden gefragt, bevor ein Programm volle Rechte erhält. Programme, die das nicht erwarten, brauchen „Als Administrator ausführen“.',
      'Administrators are asked before a program gets full rights. Programs that do not expect that need "Run as administrator".',
    ),
    downtime: say(
      'Es wirkt erst nach einem Neustart des Servers. Bitte planen Sie ihn; Bollwerk startet nicht neu.',
      'It takes effect only after a restart of the server. Please plan one; Bollwerk does not restart.',
    ),
    lockedOut: [],
  },
  prompts: {
    title: say(
      'Benutzerkontensteuerung auf dem sicheren Desktop fragen lassen',
      'Let User Account Control ask on the secure desktop',
    ),
    affected: say(
      'Administratoren werden häufiger gefragt. Gewöhnliche Benutzer erhalten keine Nachfrage mehr, sondern eine Ablehnung.',
      'Administrators are asked more often. Ordinary users are refused instead of being asked.',
    ),
    downtime: atOnce,
    lockedOut: [],
  },
  network: {
    title: say(
      'Lokalen Konten über das Netz die vollen Rechte nehmen',
      'Take full rights over the network from local accounts',
    ),
    affected: say(
      'Sicherung, Fernwartung und Skripte, die sich mit einem lokalen Konto über das Netz anmelden. Bitte stellen Sie diese vorher auf Konten der Domäne um.',
      'Backup, remote maintenance and scripts that sign in over the network with a local account. Please move these to accounts of the domain first.',
    ),
    downtime: atOnce,
    lockedOut: [
      {
        by: 'LocalAccountTokenFilterPolicy',
        who: say(
          'Lokale Administratorkonten, die den Server über das Netz verwalten (WinRM, Freigaben C$ und ADMIN$): Sie haben dort keine vollen Rechte mehr. Remotedesktop ist nicht betroffen.',
          'Local administrator accounts that manage the server over the network (WinRM, shares C$ and ADMIN$): they no longer have full rights there. Remote desktop is not affected.',
        ),
      },
      {
        by: 'FilterAdministratorToken',
        who: say(
          'Das eingebaute Administratorkonto, wenn es den Server über das Netz verwaltet: Es hat dort keine vollen Rechte mehr.',
          'The built-in administrator account where it manages the server over the network: it no longer has full rights there.',
        ),
      },
    ],
  },
}

/** For values that only a person can judge. */
export const notSetByUs: Text = say(
  'Diesen Wert ändert Bollwerk nicht selbst. Bitte gehen Sie die Schritte durch.',
  'Bollwerk does not change this value by itself. Please go through the steps.',
)

import type { Grantee } from '../evidence/mysql/facts.ts'
import { say } from '../model/text.ts'
import type { RemedyText } from './control.ts'
import { accountName, sqlText } from './database-account.ts'

/** An account that nobody needs. */
export function dropAnonymous(account: Grantee): RemedyText {
  const name = accountName(account)
  return {
    summary: say(
      `Löschen Sie das namenlose Konto ${name}; weder MySQL noch Automate braucht es.`,
      `Delete the nameless account ${name}; neither MySQL nor Automate needs it.`,
    ),
    steps: [
      say(`Als root angemeldet: DROP USER ${name};`, `Signed in as root: DROP USER ${name};`),
      say(
        'Prüfen Sie danach, dass Automate arbeitet: Öffnen Sie das Control Center und starten Sie ein Skript.',
        'Then check that Automate works: open the Control Center, start a script.',
      ),
    ],
    automatic: true,
    rollback: say(
      `Legen Sie das Konto wieder an: CREATE USER ${name}.`,
      `Create the account again: CREATE USER ${name}.`,
    ),
    downtime: say('Keine.', 'None.'),
  }
}

/** root from elsewhere. */
export function rootAtHome(account: Grantee): RemedyText {
  const name = accountName(account)
  return {
    summary: say(
      'Lassen Sie root nur vom Datenbank-Server selbst zu; bei getrennten Servern bekommt Automate ein Konto für genau seine Adresse.',
      'Admit root from the database server only; with separate servers Automate gets an account for exactly its address.',
    ),
    steps: [
      say(
        'Stellen Sie zuerst fest, ob Automate dieses Konto benutzt: reg query "HKLM\\SOFTWARE\\LabTech\\Agent" zeigt Server und Benutzer. Läuft die Datenbank auf einem anderen Rechner als Automate, so ändern Sie hier nichts ohne ConnectWise.',
        'First find out whether Automate uses this account: reg query "HKLM\\SOFTWARE\\LabTech\\Agent" shows server and user. If the database runs on another machine than Automate, change nothing here without ConnectWise.',
      ),
      say(
        `Sehen Sie einige Tage lang nach, wer es benutzt: SELECT USER, HOST FROM information_schema.PROCESSLIST WHERE USER = 'root';`,
        `Look for some days who uses it: SELECT USER, HOST FROM information_schema.PROCESSLIST WHERE USER = 'root';`,
      ),
      say(
        `Sperren Sie es dann zuerst (MySQL ab 5.7, MariaDB ab 10.4): ALTER USER ${name} ACCOUNT LOCK; und löschen Sie es erst, wenn zwei Wochen nichts fehlt.`,
        `Then lock it first (MySQL from 5.7, MariaDB from 10.4): ALTER USER ${name} ACCOUNT LOCK; and delete it only when nothing was missing for two weeks.`,
      ),
    ],
    automatic: false,
    rollback: say(
      `Entsperren Sie das Konto wieder: ALTER USER ${name} ACCOUNT UNLOCK.`,
      `Unlock the account again: ALTER USER ${name} ACCOUNT UNLOCK.`,
    ),
    downtime: say('Keine, wenn Automate das Konto nicht benutzt.', 'None if Automate does not use the account.'),
  }
}

/** An account that anybody signs in to. */
export function givePassword(account: Grantee): RemedyText {
  const name = accountName(account)
  return {
    summary: say(
      `Geben Sie dem Konto ${name} ein langes Kennwort oder sperren Sie es.`,
      `Give the account ${name} a long password, or lock it.`,
    ),
    steps: [
      say(
        'Stellen Sie fest, wer das Konto benutzt: Sicherungsskripte, Berichte, Automate selbst (dann nur nach Anleitung von ConnectWise).',
        'Find out who uses the account: backup scripts, reports, Automate itself (then only by the instructions of ConnectWise).',
      ),
      say(
        `Als root angemeldet: ALTER USER ${name} IDENTIFIED BY '…'; (bis MySQL 5.6: SET PASSWORD). Benutzt es niemand: ALTER USER ${name} ACCOUNT LOCK;`,
        `Signed in as root: ALTER USER ${name} IDENTIFIED BY '…'; (up to MySQL 5.6: SET PASSWORD). If nobody uses it: ALTER USER ${name} ACCOUNT LOCK;`,
      ),
      say(
        'Tragen Sie das neue Kennwort dort ein, wo das Konto benutzt wird, und prüfen Sie die nächste Sicherung.',
        'Enter the new password where the account is used, and check the next backup.',
      ),
    ],
    automatic: true,
    downtime: say('Keine.', 'None.'),
  }
}

/** An account from anywhere that belongs to no Automate user. */
export function narrowHost(account: Grantee): RemedyText {
  const name = accountName(account)
  return {
    summary: say(
      `Klären Sie, wem das Konto ${name} gehört, und binden Sie es an eine Adresse.`,
      `Find out whom the account ${name} belongs to, and tie it to one address.`,
    ),
    steps: [
      say(
        'Prüfen Sie im Control Center, ob es doch zu einem Automate-Benutzer gehört (auch zu einem umbenannten): Dann lassen Sie es, wie es ist; Automate legt solche Konten selbst an.',
        'Check in the Control Center whether it belongs to an Automate user after all (a renamed one, too): then leave it as it is; Automate creates such accounts itself.',
      ),
      say(
        `Gehört es einer Anbindung, so binden Sie es an deren Adresse: RENAME USER ${name} TO ${sqlText(account.user)}@'192.0.2.10'; (mit der richtigen Adresse).`,
        `If it belongs to an integration, tie it to the address of that: RENAME USER ${name} TO ${sqlText(account.user)}@'192.0.2.10'; (with the right address).`,
      ),
      say(
        `Gehört es niemandem, so sperren Sie es zuerst: ALTER USER ${name} ACCOUNT LOCK; und löschen Sie es erst nach einigen Wochen.`,
        `If it belongs to nobody, lock it first: ALTER USER ${name} ACCOUNT LOCK; and delete it only after some weeks.`,
      ),
    ],
    automatic: false,
    rollback: say(
      'Benennen Sie das Konto zurück (RENAME USER) oder entsperren Sie es (ALTER USER … ACCOUNT UNLOCK).',
      'Rename the account back (RENAME USER) or unlock it (ALTER USER … ACCOUNT UNLOCK).',
    ),
    downtime: say('Keine für Automate.', 'None for Automate.'),
  }
}

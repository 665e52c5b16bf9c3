import { type GrantScript, grantStatements } from '../../evidence/mysql/grants.ts'
import { say, type Text } from '../../model/text.ts'
import { Refusal } from '../refusal.ts'

const usualName = 'bollwerk'

/** The rights of the reading account as statements to look through and run as root, with comments. */
export function grantScriptText(script: GrantScript, user: string = usualName): readonly Text[] {
  if (!/^[A-Za-z0-9_.-]{1,32}$/.test(user)) throw new Refusal(noName)
  const placeholder = say('HIER-EIN-LANGES-KENNWORT', 'A-LONG-PASSWORD-HERE')
  const [de, en] = [placeholder.de, placeholder.en].map((passwordPlaceholder) =>
    grantStatements(script, { user, host: '127.0.0.1', passwordPlaceholder }),
  )
  return [...comments, ...(de ?? []).map((line, at): Text => ({ de: line, en: en?.[at] ?? line }))]
}

const comments: readonly Text[] = [
  say(
    '-- Das kleinste Recht, mit dem "bollwerk collect mysql" alles sieht; es kann nichts ändern und liest keine Kundendaten.',
    '-- The least rights with which "bollwerk collect mysql" sees everything; they change nothing and read no customer data.',
  ),
  say(
    '-- Läuft Bollwerk auf einem anderen Rechner, so ersetzen Sie 127.0.0.1 durch dessen Adresse (nie durch %).',
    '-- If Bollwerk runs on another machine, replace 127.0.0.1 by its address (never by %).',
  ),
  say('-- Nicht mehr gebraucht: DROP USER mit demselben Namen.', '-- No longer needed: DROP USER with the same name.'),
]

const noName = say(
  '--user: erlaubt sind Buchstaben, Ziffern, Punkt, Unterstrich und Bindestrich, höchstens 32.',
  '--user: letters, digits, dots, underscores and hyphens are allowed, 32 at most.',
)

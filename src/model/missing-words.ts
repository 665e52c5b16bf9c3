import type { Missing, MissingReason } from './evidence.ts'
import { say, type Text } from './text.ts'

const reasons: Readonly<Record<MissingReason, Text>> = {
  denied: say('verweigert', 'denied'),
  absent: say('nicht vorhanden', 'not there'),
  timeout: say('keine Antwort', 'no answer'),
  unreadable: say('unlesbare Antwort', 'unreadable answer'),
  interrupted: say('abgebrochen', 'interrupted'),
  'too-large': say('zu große Antwort', 'answer too large'),
}

/** The system's words that an operator meets most, in words that say what is the matter. */
const systemWords: Readonly<Partial<Record<string, Text>>> = {
  ENOTFOUND: say('Name im DNS nicht gefunden', 'name not found in the DNS'),
  ECONNREFUSED: say('Verbindung abgelehnt', 'connection refused'),
  ECONNRESET: say('Verbindung zurückgesetzt', 'connection reset'),
  EHOSTUNREACH: say('Rechner nicht erreichbar', 'host unreachable'),
  ENETUNREACH: say('Netz nicht erreichbar', 'network unreachable'),
}

/** Why something could not be had, in a few words: `connection refused (ECONNREFUSED)`, `TCP 3306 is closed`. */
export function missingInWords({ reason, detail }: Missing): Text {
  const port = portInWords(detail)
  if (port) return port
  const words = systemWords[detail] ?? reasons[reason]
  return detail === '' || detail === plainAbsence ? words : say(`${words.de} (${detail})`, `${words.en} (${detail})`)
}

/** What the Windows collector writes where there is nothing to add. */
const plainAbsence = 'not-there'

/** Whether the port was left out of the look, so that its silence says nothing. */
export function wasNotAsked({ detail }: Missing): boolean {
  return portForm.exec(detail)?.[2] === 'not asked'
}

const portForm = /^tcp\/(\d{1,5}) (closed|silent|not asked)$/

function portInWords(detail: string): Text | undefined {
  const [, port, state] = portForm.exec(detail) ?? []
  if (state === 'closed') return say(`TCP ${port} ist geschlossen`, `TCP ${port} is closed`)
  if (state === 'silent') return say(`TCP ${port} antwortet nicht`, `TCP ${port} does not answer`)
  return port === undefined ? undefined : say(`TCP ${port} wurde nicht gefragt`, `TCP ${port} was not asked`)
}

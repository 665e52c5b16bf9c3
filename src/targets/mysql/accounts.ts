import { quoted } from '../../model/quoted.ts'
import { say, type Text } from '../../model/text.ts'
import type { AccountName } from './quote.ts'

/** What has to be known of an account before it is locked. `undefined`: it could not be asked. */
export interface AccountUse extends AccountName {
  /** Bollwerk itself is signed in with it. */
  readonly own: boolean
  /** An Automate user of this name exists. */
  readonly automateUser: boolean | undefined
  /** Databases, as names or as patterns, that it may use in any way; `*` for a privilege that holds everywhere. */
  readonly reaches: readonly string[] | undefined
  readonly hasRoles: boolean | undefined
  /** Somebody is signed in with it now, or may be. */
  readonly signedIn: boolean | undefined
}

/** Accounts of MySQL and MariaDB themselves. */
const reserved: readonly string[] = ['mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys', 'root']

/**
 * Why an account is never locked, whatever it is used for: its name alone says so. automate.md §4 and §8.4: Automate
 * may sign in as root, and what belongs to the server itself is none of ours.
 */
export function refusedName({ user, host }: AccountName): Text | undefined {
  if (!reserved.includes(user.toLowerCase())) return
  const name = quoted(`${user}@${host}`)
  return user.toLowerCase() === 'root'
    ? say(
        `Das Konto ${name} sperrt Bollwerk nie: Automate könnte sich damit anmelden.`,
        `Bollwerk never locks the account ${name}: Automate might sign in with it.`,
      )
    : say(
        `Das Konto ${name} gehört dem Datenbank-Server selbst; es bleibt, wie es ist.`,
        `The account ${name} belongs to the database server itself; it stays as it is.`,
      )
}

/** Why an account is not locked now; `undefined` if nothing speaks against it. */
export function refusedLock(use: AccountUse): Text | undefined {
  const byName = refusedName(use)
  if (byName) return byName
  const reason = (use.own ? ownAccount : undefined) ?? automates(use) ?? inUse(use)
  if (!reason) return
  const name = quoted(`${use.user}@${use.host}`)
  return say(`${name}: ${reason.de}`, `${name}: ${reason.en}`)
}

function automates({ automateUser, reaches, hasRoles }: AccountUse): Text | undefined {
  if (automateUser === undefined || reaches === undefined || hasRoles === undefined) return notAsked
  if (automateUser) return ofAutomateUser
  return hasRoles || reaches.some(reachesAutomate) ? mayBeAutomate : undefined
}

function inUse({ signedIn }: AccountUse): Text | undefined {
  if (signedIn === undefined) return sessionsUnseen
  return signedIn ? usedNow : undefined
}

/** Automate keeps its data in `labtech`; a name in the grant tables is a pattern of `LIKE`, and Windows ignores case. */
export function reachesAutomate(pattern: string): boolean {
  if (pattern === '*') return true
  const parts = pattern.match(/\\.|./gsu) ?? []
  const source = parts.map((part) => (part === '%' ? '.*' : part === '_' ? '.' : literally(part.replace(/^\\/, ''))))
  return new RegExp(`^${source.join('')}$`, 'is').test('labtech')
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

const ownAccount = say(
  'Bollwerk ist selbst damit angemeldet und würde sich aussperren.',
  'Bollwerk itself is signed in with it and would lock itself out.',
)
const ofAutomateUser = say(
  'Das Konto gehört zu einem Automate-Benutzer; Automate legt es selbst an und braucht es.',
  'The account belongs to an Automate user; Automate creates it itself and needs it.',
)
const mayBeAutomate = say(
  'Das Konto darf an die Datenbank von Automate. Ob Automate selbst es benutzt, muss eine Person feststellen.',
  'The account may use the database of Automate. Whether Automate itself uses it, a person has to find out.',
)
const notAsked = say(
  'Ob das Konto Automate gehört, ließ sich nicht fragen; deshalb bleibt es, wie es ist.',
  'Whether the account belongs to Automate could not be asked; therefore it stays as it is.',
)
const usedNow = say(
  'Mit dem Konto ist gerade jemand angemeldet. Stellen Sie fest, wer es braucht.',
  'Somebody is signed in with the account right now. Find out who needs it.',
)
const sessionsUnseen = say(
  'Ob gerade jemand damit angemeldet ist, ließ sich nicht sehen (Recht PROCESS); deshalb bleibt es, wie es ist.',
  'Whether somebody is signed in with it right now could not be seen (privilege PROCESS); therefore it stays as it is.',
)

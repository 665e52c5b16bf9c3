import type { Finding } from '../../model/assessment.ts'
import { say, type Text } from '../../model/text.ts'
import type { Change } from '../change.ts'
import { type DatabaseServer, lookAtServer, type Query } from '../grounds/mysql-look.ts'
import type { Asked, Planned, Planner, Reach } from '../planner.ts'
import { planAccount } from './mysql-account.ts'
import { planSetting } from './mysql-setting.ts'

/** One finding, and where to look for what answers it. */
export interface AskedOfDatabase {
  readonly finding: Finding
  readonly query: Query
  readonly server: DatabaseServer
  readonly language: Asked['language']
  readonly readRegistry: Reach['readRegistry']
}

/** The change that answers one finding, and what is left to a person: all of it, or what comes after. */
export interface Answered {
  readonly change?: Change
  readonly left?: Text
}

const answers: Readonly<Record<string, (asked: AskedOfDatabase) => Promise<Answered>>> = {
  'database-patched.settings': planSetting,
  'database-patched.accounts': planAccount,
  'database-patched.privileges': () => Promise.resolve({ left: privilegesStay }),
  'database-patched.encryption': () => Promise.resolve({ left: encryptionStays }),
}

/**
 * Settings and accounts of the database that are safe to change (automate.md §8.4). Everything is looked at anew: a
 * finding may be days old. What the database does not tell is left to a person.
 */
export const mysqlPlanner: Planner = {
  controls: Object.keys(answers),
  plan: async ({ findings, reach, language }) => {
    const { query, readRegistry } = reach
    const known = findings.filter(({ control }) => Object.hasOwn(answers, control))
    if (known.length === 0) return { changes: [], left: [] }
    if (!query) return allLeft(known, noAccess)
    try {
      const server = await lookAtServer(query)
      const answered = []
      for (const finding of known)
        answered.push({
          finding,
          ...(await answers[finding.control]?.({ finding, query, server, language, readRegistry })),
        })
      return together(answered)
    } catch (cause) {
      return allLeft(known, notTold(cause))
    }
  },
}

function together(answered: readonly (Answered & { readonly finding: Finding })[]): Planned {
  return {
    changes: answered.flatMap(({ change }) => (change ? [change] : [])),
    left: answered.flatMap(({ finding, left }) => (left ? [{ finding: finding.id, reason: left }] : [])),
  }
}

function allLeft(findings: readonly Finding[], reason: Text): Planned {
  return { changes: [], left: findings.map(({ id }) => ({ finding: id, reason })) }
}

const noAccess = say(
  'Bollwerk ist nicht an der Datenbank angemeldet und kann dort nichts ändern.',
  'Bollwerk is not signed in to the database and can change nothing there.',
)
const privilegesStay = say(
  'Rechte nimmt Bollwerk nicht selbst weg: Automate und seine Plug-ins vergeben sie selbst, und was danach fehlt, zeigt erst der Betrieb.',
  'Bollwerk does not take privileges away by itself: Automate and its plug-ins grant them, and what is missing afterwards shows only in use.',
)
const encryptionStays = say(
  'Die Verschlüsselung der Datenbank stellt Bollwerk nicht selbst um: Ältere Connector/NET von Automate könnten sich nicht mehr anmelden.',
  'Bollwerk does not change the encryption of the database by itself: older Connector/NET of Automate might no longer sign in.',
)

function notTold(cause: unknown): Text {
  const why = cause instanceof Error ? cause.message : String(cause)
  return say(
    `Die Datenbank ließ sich nicht ansehen (${why}); ohne das ändert Bollwerk nichts.`,
    `The database could not be looked at (${why}); without that Bollwerk changes nothing.`,
  )
}

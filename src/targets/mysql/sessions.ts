import type { AccountName } from './quote.ts'

/** Who is signed in, as `PROCESSLIST` names it: the name that was given, and `address:port` or `localhost`. */
export interface Session {
  readonly user: string
  readonly host: string
}

/** Threads of the server itself. */
const ownThreads = ['system user', 'event_scheduler', 'unauthenticated user']

/**
 * Whether somebody may be signed in with an account. A session is known by the name that it gave, not by the account
 * that let it in, so that for a named account every session of that name counts. A nameless account lets in whatever
 * name has no account of its own, or none that fits the session's host better (MySQL Reference Manual, "Access
 * Control, Stage 1").
 */
export function isSignedIn(
  { user, host }: AccountName,
  sessions: readonly Session[],
  accounts: readonly AccountName[],
): boolean {
  if (user !== '') return sessions.some((session) => session.user === user)
  return sessions.some((session) => {
    if (ownThreads.includes(session.user)) return false
    const own = accounts.filter((account) => account.user === session.user)
    return (
      own.length === 0 || (hostOf(session) === atHome(host) && !own.some((one) => atHome(one.host) === atHome(host)))
    )
  })
}

function hostOf({ host }: Session): string {
  return atHome(host.replace(/:\d{1,5}$/, ''))
}

/** The server looks names up, so that one machine has several names. */
function atHome(host: string): string {
  return ['localhost', '127.0.0.1', '::1'].includes(host.toLowerCase()) ? 'localhost' : host.toLowerCase()
}

import type { Log } from '../log.ts'
import type { Notify } from './notice.ts'

/** Writes notices of certificates into the log. */
export function tellOf(log: Log): Notify {
  return ({ severity, text, hosts }) => {
    const level = severity === 'warning' ? 'warn' : severity
    log[level]('tls.certificate', text, { hosts: hosts.join(' ') })
  }
}

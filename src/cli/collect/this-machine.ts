import { isIP } from 'node:net'

/** Whether what is sent to a host never leaves this machine, whatever a name server says. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

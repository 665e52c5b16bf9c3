import { connect } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Visit } from './exchange.ts'

/** Opens a connection with TLS, whatever certificate is shown, for visitors that then write bytes of their own. */
export function openSecurely({ from, address, port, host }: Visit): TLSSocket {
  const socket = connect({ host: address, port, localAddress: from })
  const secure = connectTls({ socket, servername: host, rejectUnauthorized: false })
  // Its 'close' follows, which everybody waits for.
  secure.on('error', () => secure.destroy())
  return secure
}

import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { TlsDoor } from '../doors/tls-door.ts'
import type { CertificateStore } from './certificate-store.ts'
import { ChallengeAnswers } from './challenge-answers.ts'
import { handshakeOptionsOf } from './handshake-options.ts'

/** The TLS of the gateway on loopback, behind which everything is sent back. */
export async function echoServer(
  store: CertificateStore,
  challenges: ChallengeAnswers = new ChallengeAnswers(),
): Promise<Server> {
  const door = new TlsDoor({ challenges, options: handshakeOptionsOf(store), patience: 20_000 })
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (raw) => {
    raw.on('error', () => raw.destroy())
    door.admit(raw, (socket) => socket.on('error', () => socket.destroy()).pipe(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

/** A connection whose handshake is done; rejects with the alert if it fails. The certificate is not verified. */
export async function connected(server: Server, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port: portOf(server), rejectUnauthorized: false, ...options })
  await once(socket, 'secureConnect')
  socket.on('error', () => undefined)
  return socket
}

/** The serial number of the certificate that a client is shown. */
export async function servedSerial(server: Server, options: ConnectionOptions = {}): Promise<string | undefined> {
  const socket = await connected(server, options)
  const serial = socket.getPeerX509Certificate()?.serialNumber
  socket.destroy()
  return serial
}

/** What comes back for a word. */
export async function echo(socket: TLSSocket, word: string): Promise<string> {
  socket.write(word)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  return answer.toString()
}

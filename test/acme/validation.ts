import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:tls'
import * as x509 from '@peculiar/x509'
import { Refused } from './refused.ts'

export interface Claim {
  readonly host: string
  readonly token: string
  /** What only the owner of the account can know (RFC 8555, section 8.1). */
  readonly proof: string
}

/** Asks over HTTP on loopback as an authority does (RFC 8555, section 8.3). */
export async function validateHttp({ host, token, proof }: Claim, port: number): Promise<void> {
  const path = `/.well-known/acme-challenge/${token}`
  const request = get({ host: '127.0.0.1', port, path, headers: { host }, timeout: 5_000 })
  const [response] = (await once(request, 'response').catch(unreachable)) as [IncomingMessage]
  const body = Buffer.concat(await response.toArray()).toString()
  if (response.statusCode !== 200) throw new Refused('unauthorized', `Invalid response: ${response.statusCode}`)
  if (body.trimEnd() !== proof)
    throw new Refused('unauthorized', `The key authorization was wrong: ${body.slice(0, 40)}`)
}

/** Asks over TLS on loopback as an authority does (RFC 8737, section 3). */
export async function validateAlpn({ host, proof }: Claim, port: number): Promise<void> {
  const offer = { servername: host, ALPNProtocols: ['acme-tls/1'], rejectUnauthorized: false }
  const socket = connect({ host: '127.0.0.1', port, ...offer })
  await once(socket, 'secureConnect').catch(unreachable)
  const shown = socket.getPeerX509Certificate()
  const protocol = socket.alpnProtocol
  socket.destroy()
  if (protocol !== 'acme-tls/1') throw new Refused('unauthorized', `Negotiated ${protocol}`)
  if (shown?.subjectAltName !== `DNS:${host}`)
    throw new Refused('unauthorized', `Certificate for ${shown?.subjectAltName}`)
  const extension = new x509.X509Certificate(shown.raw).getExtension('1.3.6.1.5.5.7.1.31')
  const digest = createHash('sha256').update(proof).digest()
  const expected = Buffer.concat([Buffer.from([4, 32]), digest])
  if (!extension?.critical || !expected.equals(Buffer.from(extension.value))) {
    throw new Refused('unauthorized', 'Wrong acmeIdentifier')
  }
}

function unreachable(cause: unknown): never {
  throw new Refused('connection', cause instanceof Error ? cause.message : String(cause))
}

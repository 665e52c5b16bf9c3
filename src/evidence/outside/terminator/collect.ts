import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import type { TerminatorFact } from '../facts.ts'
import { ask, lenientTls, type WebEndpoint } from '../http/collect.ts'
import { type Answer, answered, missing, missingFrom } from '../probe.ts'
import { headerEnd, type Refusal, readRefusal, terminatorFact } from './parse.ts'

/** Looks who terminates HTTP, by a request without `Host` and by one that is no request. Changes nothing. */
export async function findTerminator(web: WebEndpoint): Promise<Answer<TerminatorFact>> {
  return terminatorFact(web, [await refusalWithoutHost(web), await refusalOfNonsense(web)])
}

async function refusalWithoutHost(web: WebEndpoint): Promise<Answer<Refusal>> {
  const answer = await ask({ ...web, method: 'GET', path: '/', withoutHost: true })
  if ('missing' in answer) return answer
  const { status, headers } = answer.value
  return answered({ status, ...(headers.server === undefined ? {} : { server: headers.server }) })
}

/** Not a token, so not a method (RFC 9110, section 9.1). */
const nonsense = '<bollwerk> / HTTP/1.1\r\nConnection: close\r\n\r\n'
const mostBytes = 8 * 1024

async function refusalOfNonsense(web: WebEndpoint): Promise<Answer<Refusal>> {
  const limit = AbortSignal.any([web.signal, AbortSignal.timeout(web.timeoutMs)])
  try {
    limit.throwIfAborted()
    const refusal = readRefusal(await firstBytes(open(web), limit))
    return refusal ? answered(refusal) : missing('unreadable', 'no HTTP')
  } catch (error) {
    return { missing: missingFrom(limit.aborted ? limit.reason : error) }
  }
}

function open({ address, port, secure, host, localAddress }: WebEndpoint): Socket {
  const place = { host: address, port, ...(localAddress === undefined ? {} : { localAddress }) }
  const socket = secure ? connectSecure({ ...place, ...lenientTls(host) }) : connectPlain(place)
  socket.write(nonsense)
  return socket
}

/** Everything up to the end of the header, the end of the connection or the limit of bytes. */
function firstBytes(socket: Socket, limit: AbortSignal): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    let bytes = ''
    const abort = (): void => void socket.destroy(new Error('limit'))
    limit.addEventListener('abort', abort, { once: true })
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      bytes = (bytes + chunk).slice(0, mostBytes)
      if (bytes.length === mostBytes || bytes.includes(headerEnd)) socket.destroy()
    })
    socket.once('end', () => socket.destroy())
    socket.once('error', reject)
    socket.once('close', () => {
      limit.removeEventListener('abort', abort)
      resolve(bytes)
    })
  })
}

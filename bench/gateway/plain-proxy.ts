/**
 * A proxy with `node:http` that keeps the shared policy: the address is judged once per connection, before TLS, the path
 * for each request. One agent keeps connections to the origin. `node plain-proxy.ts SITE.json`, started by `plain.ts`.
 */
import { readFileSync } from 'node:fs'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createListener, type Server, type Socket } from 'node:net'
import type { Site } from './gateway.ts'
import { addressTable, pathTable, rateTable } from './plain-policy.ts'

const site: Site = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const { policy, originPort } = site
const standingOf = addressTable(policy)
const audienceOf = pathTable(policy)
const tooMany = rateTable(policy.mostPerSecond)
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 256 })
const technicians = new WeakSet<Socket>()
/** Of one connection only (RFC 9110, section 7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

const web = createServer(answer)
const secure = createTlsServer(
  { cert: readFileSync(site.certificate), key: readFileSync(site.key), minVersion: 'TLSv1.3' },
  answer,
)
listen(web, site.plainPort)
listen(secure, site.tlsPort)

/** Hands over only connections whose address may be here, so that the others cost no HTTP and no TLS. */
function listen(server: Server, port: number): void {
  const admit = (socket: Socket): void => {
    if (standingOf(socket.remoteAddress ?? '') === 'refused') socket.destroy()
    else server.emit('connection', socket)
  }
  const options = { noDelay: true, allowHalfOpen: true }
  createListener(options, admit).listen({ port, host: '127.0.0.1', backlog: 4096 })
}

function answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const address = incoming.socket.remoteAddress ?? ''
  const refusal = refusalOf(incoming, address)
  if (refusal !== undefined) {
    outgoing.writeHead(refusal, { 'content-length': 0 }).end()
    return
  }
  const headers = { ...endToEnd(incoming.headers), 'x-forwarded-for': address }
  const { method, url: path } = incoming
  const onward = request({ agent, host: '127.0.0.1', port: originPort, method, path, headers }, (answered) => {
    outgoing.writeHead(answered.statusCode ?? 502, endToEnd(answered.headers))
    answered.pipe(outgoing)
  })
  onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
  if (incoming.headers['content-length'] ?? incoming.headers['transfer-encoding']) incoming.pipe(onward)
  else onward.end()
}

function refusalOf({ url = '/', socket }: IncomingMessage, address: string): number | undefined {
  if (tooMany(address)) return 429
  const audience = audienceOf(url)
  if (audience === 'nobody') return 404
  return audience === 'technicians' && !isTechnician(socket, address) ? 403 : undefined
}

/** Asked of the table once per connection. */
function isTechnician(socket: Socket, address: string): boolean {
  if (technicians.has(socket)) return true
  if (standingOf(address) !== 'technician') return false
  technicians.add(socket)
  return true
}

function endToEnd<Headers extends object>(headers: Headers): Headers {
  const kept = { ...headers }
  for (const name of hopByHop) Reflect.deleteProperty(kept, name)
  return kept
}

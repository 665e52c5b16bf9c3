import { Agent, type ClientRequest, type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestTls, Agent as TlsAgent } from 'node:https'
import { Deadline } from '../deadline.ts'
import type { OriginAddress } from './origin-connection.ts'

/** Idle connections kept for the next request. */
const mostIdle = 64

/** The slow path's way to one origin, through `node:http`. */
export class SlowOrigin {
  readonly #address: OriginAddress
  readonly #agent: Agent

  constructor(address: OriginAddress) {
    this.#address = address
    const options = { keepAlive: true, maxFreeSockets: mostIdle }
    this.#agent = address.tls === undefined ? new Agent(options) : new TlsAgent(options)
  }

  /** Begins a request. `headers` are names and values in turn, `Host` among them. */
  request(method: string, path: string, headers: readonly string[]): ClientRequest {
    const { host, port, tls } = this.#address
    const options: RequestOptions = {
      agent: this.#agent,
      host,
      port,
      method,
      path,
      headers: [...headers],
      setHost: false,
    }
    if (tls === undefined) return limited(requestPlain(options), this.#address.patience)
    const { serverName, authority, pinned } = tls
    const outgoing = requestTls({
      ...options,
      servername: serverName,
      ...(authority !== undefined && { ca: authority }),
      ...(pinned === true && { allowPartialTrustChain: true, checkServerIdentity: () => undefined }),
    })
    return limited(outgoing, this.#address.patience)
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Gives up after so many milliseconds without a connection; a kept one needs none. */
function limited(outgoing: ClientRequest, patience: number): ClientRequest {
  outgoing.once('socket', (socket) => {
    if (!socket.connecting) return
    const connecting = new Deadline(patience, () => outgoing.destroy(new Error('ETIMEDOUT')))
    const done = (): void => connecting.met()
    socket.once('connect', done).once('close', done)
  })
  return outgoing
}

import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { getCACertificates } from 'node:tls'
import { type Answer, answered, missing, missingByStatus, missingFrom } from '../../answer.ts'

/** Where the API stands and how to speak to it. */
export interface ApiPlace {
  readonly host: string
  readonly port: number
  /** Connect here instead of looking the name up; the certificate must still be for the name. */
  readonly address?: string
  /** Certificate authorities in PEM to trust beside the usual ones. */
  readonly authorities: readonly string[]
  /** The GUID that Automate wants since 2020.11. */
  readonly clientId: string
  readonly toolVersion: string
  readonly signal: AbortSignal
}

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly token?: string
  readonly body?: unknown
}

const answerMs = 30_000
const conversationMs = 300_000
const mostAnswerBytes = 8 * 1024 * 1024
const mostBytes = 128 * 1024 * 1024
const mostRequests = 300

/**
 * A bounded talk with one server over TLS that is verified. Redirects are not followed, so nothing that was sent to
 * this server is sent to another; nothing is inflated; one answer, all answers, their number and the time are limited.
 */
export class Conversation {
  readonly #place: ApiPlace
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #limit: AbortSignal
  #requests = 0
  #bytes = 0

  constructor(place: ApiPlace) {
    this.#place = place
    this.#limit = AbortSignal.any([place.signal, AbortSignal.timeout(conversationMs)])
  }

  /** Asks once and answers the JSON of a 200. */
  async ask(asked: Asked): Promise<Answer<unknown>> {
    if (++this.#requests > mostRequests) return missing('too-large', `${mostRequests} requests`)
    const limit = AbortSignal.any([this.#limit, AbortSignal.timeout(answerMs)])
    try {
      return await this.#answer(await this.#response(asked, limit))
    } catch (error) {
      return missingFrom(limit.aborted ? limit.reason : error)
    }
  }

  close(): void {
    this.#agent.destroy()
  }

  #response(asked: Asked, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const body = asked.body === undefined ? undefined : Buffer.from(JSON.stringify(asked.body))
      const sent = request(this.#options(asked, { signal, body }))
      sent.once('response', resolve)
      // Stays for errors after the response, of which the reader of the body hears too.
      sent.on('error', reject)
      sent.once('upgrade', (_response, socket) => {
        socket.destroy()
        reject(new Error('upgrade'))
      })
      sent.end(body)
    })
  }

  #options(
    { method, path, token }: Asked,
    { signal, body }: { signal: AbortSignal; body: Buffer | undefined },
  ): RequestOptions {
    const { host, port, address, authorities, clientId, toolVersion } = this.#place
    return {
      host,
      port,
      method,
      path,
      signal,
      agent: this.#agent,
      servername: isIP(host) === 0 ? host : '',
      rejectUnauthorized: true,
      ca: [...authoritiesOfThisMachine(), ...authorities],
      maxHeaderSize: 16_384,
      headers: {
        'User-Agent': `Bollwerk/${toolVersion} (assessment)`,
        Accept: 'application/json',
        'Accept-Encoding': 'identity',
        clientID: clientId,
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body ? { 'Content-Type': 'application/json', 'Content-Length': body.length } : {}),
      },
      ...(address === undefined ? {} : { lookup: pinnedTo(address) }),
    }
  }

  async #answer(response: IncomingMessage): Promise<Answer<unknown>> {
    const { statusCode = 0, headers } = response
    if (statusCode !== 200) {
      response.destroy()
      return missingByStatus(statusCode)
    }
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
      response.destroy()
      return missing('unreadable', 'compressed')
    }
    const text = await this.#body(response)
    return text === undefined ? missing('too-large', `${mostAnswerBytes} bytes`) : jsonOf(text)
  }

  /** Undefined if it grows too large; leaving the loop ends the connection. */
  async #body(response: IncomingMessage): Promise<string | undefined> {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue
      length += chunk.length
      this.#bytes += chunk.length
      if (length > mostAnswerBytes || this.#bytes > mostBytes) return
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }
}

/** Node's own list and the machine's: an MSP's own authority often stands in the latter only. */
function authoritiesOfThisMachine(): readonly string[] {
  return [...new Set([...getCACertificates('bundled'), ...getCACertificates('system')])]
}

function pinnedTo(address: string): LookupFunction {
  const family = isIP(address)
  return (_name, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family))
}

function jsonOf(text: string): Answer<unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return answered(value)
  } catch {
    // A sign-in page, an error page of a proxy: where it stops being JSON helps nobody.
    return missing('unreadable', 'no JSON')
  }
}

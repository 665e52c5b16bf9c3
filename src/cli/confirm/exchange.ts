import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'

export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly body?: string
  /** Where the name leads, if it must not be looked up. */
  readonly addresses?: readonly string[]
  /** The address of this machine to ask from. */
  readonly localAddress?: string
}

export interface ExchangeAnswer {
  readonly status: number
  readonly body: string
}

const timeoutMs = 10_000
const longestAnswer = 100_000

/**
 * Asks one address once, without following redirections. A certificate is not checked: what counts here is whether the
 * server lets this place in, and nothing secret is sent to it.
 */
export function exchanged(url: URL, { method, body, addresses = [], localAddress }: Exchange): Promise<ExchangeAnswer> {
  const [address] = addresses
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    method,
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
    rejectUnauthorized: false,
    ...(localAddress === undefined ? {} : { localAddress }),
    ...(address === undefined ? {} : { lookup: leadingTo(address) }),
  }
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const sent = send(url, options, (response) => {
      read(response).then(resolve, reject)
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

function leadingTo(address: string): LookupFunction {
  const family = isIP(address)
  return (_name, { all }, answer) => {
    if (all === true) answer(null, [{ address, family }])
    else answer(null, address, family)
  }
}

async function read(response: IncomingMessage): Promise<ExchangeAnswer> {
  let body = ''
  for await (const piece of response.setEncoding('utf8')) {
    body += String(piece)
    if (body.length > longestAnswer) break
  }
  return { status: response.statusCode ?? 0, body: body.slice(0, longestAnswer) }
}

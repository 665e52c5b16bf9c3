import { type JsonWebKey, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as x509 from '@peculiar/x509'
import { Issuer } from '../../src/gateway/tls/issuer-fixture.ts'
import { openJws, type SignedRequest, thumbprint } from './jws.ts'
import { Refused } from './refused.ts'
import { validateAlpn, validateHttp } from './validation.ts'

interface Account {
  readonly jwk: JsonWebKey
  contact: unknown
}

interface Challenge {
  readonly type: 'http-01' | 'tls-alpn-01'
  readonly token: string
  status: string
  error?: object
}

interface Order {
  readonly host: string
  readonly account: string
  readonly challenges: readonly Challenge[]
  authorization: string
  status: string
  certificate?: string
}

interface Reply {
  readonly status?: number
  readonly location?: string
  readonly body: object | string
}

/** Where the authority connects to instead of ports 80 and 443. */
export interface Ports {
  http: number
  tls: number
}

/**
 * A small ACME authority on loopback (RFC 8555): it checks each signature and nonce, connects to the gateway for each
 * challenge, and issues certificates of a test authority. Knobs make it fail like a real one.
 */
export class Authority {
  readonly issuer: Issuer
  readonly ports: Ports = { http: 0, tls: 0 }
  readonly accounts = new Map<string, Account>()
  readonly orders = new Map<string, Order>()
  /** `<account or new> <what>` of every signed request. */
  readonly requests: string[] = []
  /** Milliseconds from now that certificates live. */
  lifetime = 90 * 86_400_000
  /** Which challenges are offered. */
  offers: readonly Challenge['type'][] = ['http-01', 'tls-alpn-01']
  /** Called before each signed request is answered; may throw a `Refused`. */
  before: (what: string) => void = () => undefined
  readonly #server: Server
  readonly #nonces = new Set<string>()

  private constructor(issuer: Issuer) {
    this.issuer = issuer
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async open(): Promise<Authority> {
    const authority = new Authority(await Issuer.create())
    authority.#server.listen(0, '127.0.0.1')
    await once(authority.#server, 'listening')
    return authority
  }

  get directory(): string {
    return `${this.#base}/directory`
  }

  /** Nonces that were given out are not known any more. */
  forgetNonces(): void {
    this.#nonces.clear()
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get #base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = randomBytes(16).toString('base64url')
    this.#nonces.add(nonce)
    response.setHeader('replay-nonce', nonce)
    try {
      const { status = 200, location, body } = await this.#reply(request)
      if (location) response.setHeader('location', location)
      const type = typeof body === 'string' ? 'application/pem-certificate-chain' : 'application/json'
      response.writeHead(status, { 'content-type': type })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    } catch (cause) {
      const refused = cause instanceof Refused ? cause : new Refused('serverInternal', String(cause), { status: 500 })
      response.writeHead(refused.status, { 'content-type': 'application/problem+json', ...refused.headers })
      response.end(JSON.stringify(refused))
    }
  }

  async #reply(request: IncomingMessage): Promise<Reply> {
    const [what = '', id = '', detail = ''] = (request.url ?? '').slice(1).split('/')
    const at = (path: string): string => `${this.#base}/${path}`
    if (what === 'directory') {
      const meta = { termsOfService: at('terms') }
      return { body: { newNonce: at('nonce'), newAccount: at('account'), newOrder: at('order'), meta } }
    }
    if (what === 'nonce') return { body: '' }
    const signed = await this.#signed(request)
    const name = id === '' ? `new-${what}` : what
    this.requests.push(name)
    this.before(name)
    if (what === 'account') return id === '' ? this.#newAccount(signed) : this.#updateAccount(signed)
    if (what === 'order' && id === '') return this.#newOrder(signed)
    return { body: await this.#ofOrder({ what, id, detail }, signed) }
  }

  async #ofOrder(path: { what: string; id: string; detail: string }, signed: SignedRequest): Promise<object | string> {
    const { what, id, detail } = path
    const order = this.orders.get(id)
    if (!order || order.account !== signed.kid) throw new Refused('malformed', 'No such order', { status: 404 })
    if (what === 'order') return this.#shown(id, order)
    if (what === 'authorization') return this.#authorization(id, order)
    if (what === 'challenge') return this.#validate(order, Number(detail), id)
    if (what === 'finalize') return this.#finalize(id, order, signed)
    return order.certificate ?? ''
  }

  async #signed(request: IncomingMessage): Promise<SignedRequest> {
    if (request.headers['content-type'] !== 'application/jose+json') throw new Refused('malformed', 'content type')
    const body = Buffer.concat(await request.toArray()).toString()
    const signed = openJws(body, `${this.#base}${request.url}`, (kid) => this.accounts.get(kid)?.jwk)
    if (!this.#nonces.delete(signed.nonce)) throw new Refused('badNonce', 'Unknown nonce')
    return signed
  }

  #newAccount({ jwk, payload }: SignedRequest): Reply {
    const { termsOfServiceAgreed, contact } = payload as { termsOfServiceAgreed?: boolean; contact?: unknown }
    const url = `${this.#base}/account/${thumbprint(jwk)}`
    if (this.accounts.has(url)) return { location: url, body: { status: 'valid' } }
    if (termsOfServiceAgreed !== true) throw new Refused('userActionRequired', 'Agree first', { status: 403 })
    this.accounts.set(url, { jwk, contact })
    return { status: 201, location: url, body: { status: 'valid' } }
  }

  #updateAccount({ kid = '', payload }: SignedRequest): Reply {
    const account = this.accounts.get(kid)
    if (account) account.contact = (payload as { contact?: unknown }).contact ?? account.contact
    return { body: { status: 'valid' } }
  }

  #newOrder({ kid = '', payload }: SignedRequest): Reply {
    const [identifier, more] = (payload as { identifiers: { type: string; value: string }[] }).identifiers
    if (!identifier || more || identifier.type !== 'dns') throw new Refused('unsupportedIdentifier', 'One name, please')
    const id = randomBytes(8).toString('hex')
    const challenges = this.offers.map((type) => ({
      type,
      token: randomBytes(16).toString('base64url'),
      status: 'pending',
    }))
    const order: Order = {
      host: identifier.value,
      account: kid,
      challenges,
      authorization: 'pending',
      status: 'pending',
    }
    this.orders.set(id, order)
    return { status: 201, location: `${this.#base}/order/${id}`, body: this.#shown(id, order) }
  }

  #shown(id: string, { host, status, certificate }: Order): object {
    return {
      status,
      identifiers: [{ type: 'dns', value: host }],
      authorizations: [`${this.#base}/authorization/${id}`],
      finalize: `${this.#base}/finalize/${id}`,
      ...(certificate && { certificate: `${this.#base}/certificate/${id}` }),
    }
  }

  #authorization(id: string, { host, authorization, challenges }: Order): object {
    const shown = challenges.map((challenge, index) => ({
      ...challenge,
      url: `${this.#base}/challenge/${id}/${index}`,
    }))
    return { identifier: { type: 'dns', value: host }, status: authorization, challenges: shown }
  }

  async #validate(order: Order, index: number, id: string): Promise<object> {
    const challenge = order.challenges[index]
    const account = this.accounts.get(order.account)
    if (!challenge || !account) throw new Refused('malformed', 'No such challenge')
    const { token, type } = challenge
    const claim = { host: order.host, token, proof: `${token}.${thumbprint(account.jwk)}` }
    try {
      if (type === 'http-01') await validateHttp(claim, this.ports.http)
      else await validateAlpn(claim, this.ports.tls)
      Object.assign(challenge, { status: 'valid' })
      Object.assign(order, { authorization: 'valid', status: 'ready' })
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause
      Object.assign(challenge, { status: 'invalid', error: cause.toJSON() })
      Object.assign(order, { authorization: 'invalid', status: 'invalid' })
    }
    return { ...challenge, url: `${this.#base}/challenge/${id}/${index}` }
  }

  async #finalize(id: string, order: Order, { payload }: SignedRequest): Promise<object> {
    if (order.status !== 'ready') throw new Refused('orderNotReady', order.status, { status: 403 })
    const request = new x509.Pkcs10CertificateRequest(Buffer.from((payload as { csr: string }).csr, 'base64url'))
    if (!(await request.verify())) throw new Refused('badCSR', 'Wrong signature')
    const extension = request.getExtension('2.5.29.17')
    const names =
      extension && new x509.SubjectAlternativeNameExtension(extension.rawData).names.items.map(({ value }) => value)
    if (names?.join() !== order.host) throw new Refused('badCSR', `Wrong names ${names?.join()}`)
    // Clocks differ: real authorities date back too.
    const from = Date.now() - 120_000
    order.certificate = await this.issuer.sign(request.publicKey, { hosts: names, from, to: from + this.lifetime })
    order.status = 'valid'
    return this.#shown(id, order)
  }
}

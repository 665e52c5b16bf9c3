import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { TlsOptions } from 'node:tls'
import { Arrivals } from './arrivals.ts'
import type { ApiContent } from './automate-api-content.ts'
import { type Listener, listen } from './listener.ts'
import { httpBounds } from './product-server.ts'

/** The one account that may sign in. */
interface ApiAccount {
  readonly name: string
  readonly password: string
  /** Then it must be given at sign-in. */
  readonly code?: string
}

export interface AutomateApiOptions {
  readonly address: string
  readonly port: number
  readonly tls: TlsOptions
  readonly content: ApiContent
  readonly account: ApiAccount
  /** Resources that the account may not see, in lower case. */
  readonly denied?: readonly string[]
  /** So many requests after the sign-in the token is no longer taken. */
  readonly requestsPerToken?: number
}

/** The REST API of an Automate server, open. */
export interface AutomateApi extends Listener {
  /** Method and target of every request, oldest first. */
  readonly requests: readonly string[]
  /** Every token that was given out. */
  readonly tokens: readonly string[]
}

interface Reply {
  readonly status: number
  readonly body: unknown
}

const root = '/cwa/api/v1'
const mostPageSize = 1000
const mostBodyBytes = 16_384

/**
 * Answers as reference automate.md §1.5 describes the API: `clientID` is wanted always, a second factor where the
 * account has one, pages by `page` and `pageSize`. Unverified: status and text of refusals, the usual size of a page,
 * and what is answered to whoever has not signed in.
 */
export async function startAutomateApi(options: AutomateApiOptions): Promise<AutomateApi> {
  const requests: string[] = []
  const session = new Session(options)
  const server = createServer({ ...options.tls, ...httpBounds }, (request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    const reply = async (): Promise<void> => {
      const { status, body } = session.reply(request, await bodyOf(request))
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
    }
    reply().catch(() => response.destroy())
  })
  const { address, port } = options
  const listener = await listen(server, { address, port, arrivals: new Arrivals() })
  return { requests, tokens: session.tokens, close: () => listener.close() }
}

class Session {
  readonly tokens: string[] = []
  readonly #options: AutomateApiOptions
  #left = 0

  constructor(options: AutomateApiOptions) {
    this.#options = options
  }

  reply(request: IncomingMessage, body: string): Reply {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://lab')
    const path = pathname.toLowerCase()
    if (!path.startsWith(`${root}/`)) return refusal(404, 'Not found')
    const resource = path.slice(root.length + 1)
    if (!request.headers['clientid']) return refusal(401, 'ClientID is missing')
    if (resource === 'apitoken') return request.method === 'POST' ? this.#signIn(body) : this.#signInWays()
    if (request.method !== 'GET') return refusal(405, 'The lab takes no changes')
    if (!this.#isSignedIn(request)) return refusal(401, 'Unauthorized')
    if (this.#options.denied?.includes(resource)) return refusal(403, 'Forbidden')
    return this.#resource(resource, searchParams)
  }

  #signInWays(): Reply {
    return { status: 200, body: { AllowDirect: true, Services: this.#options.content.services } }
  }

  #signIn(body: string): Reply {
    const { account, requestsPerToken = 10_000 } = this.#options
    const given = objectIn(body)
    if (given['username'] !== account.name || given['password'] !== account.password)
      return refusal(401, `Wrong password ${String(given['password'])}`)
    const wanted = account.code !== undefined
    if (wanted && given['TwoFactorPasscode'] === undefined)
      return { status: 200, body: { AccessToken: '', IsTwoFactorRequired: true, IsInternalTwoFactorRequired: true } }
    if (wanted && given['TwoFactorPasscode'] !== account.code) return refusal(401, 'Wrong code')
    const token = randomBytes(24).toString('base64url')
    this.tokens.push(token)
    this.#left = requestsPerToken
    return { status: 200, body: tokenResult(token, wanted) }
  }

  #isSignedIn({ headers }: IncomingMessage): boolean {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    return token !== undefined && token === this.tokens.at(-1) && --this.#left >= 0
  }

  #resource(name: string, search: URLSearchParams): Reply {
    const { content } = this.#options
    if (name === 'patchinformation') return { status: 200, body: content.patchInformation }
    const lists: Readonly<Record<string, readonly object[]>> = {
      users: content.users,
      userclasses: content.userClasses,
      remoteagenttemplates: content.remoteAgentTemplates,
      plugins: content.plugins,
      useraudits: content.userAudits,
      computers: content.computers,
    }
    const list = lists[name]
    if (!list) return refusal(404, 'Not found')
    const page = pageOf(list, search)
    return { status: 200, body: name === 'useraudits' ? { TotalRecords: list.length, Results: page } : page }
  }
}

/** `condition`, `orderBy` and `includeFields` are taken and change nothing. */
function pageOf(list: readonly object[], search: URLSearchParams): readonly object[] {
  const size = Math.min(Number(search.get('pageSize') ?? 100) || 100, mostPageSize)
  const page = Math.max(Number(search.get('page') ?? 1) || 1, 1)
  return list.slice((page - 1) * size, page * size)
}

function tokenResult(token: string, secondFactor: boolean): object {
  const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
  return {
    AccessToken: token,
    TokenType: 'Bearer',
    ExpirationDate: inMinutes(60),
    AbsoluteExpirationDate: inMinutes(240),
    UserId: '1',
    IsTwoFactorRequired: secondFactor,
    IsInternalTwoFactorRequired: secondFactor,
  }
}

/** A careless server repeats in its error what it was sent. */
function refusal(status: number, message: string): Reply {
  return { status, body: { Message: message } }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > mostBodyBytes) throw new Error('too long')
  }
  return text
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const given: unknown = JSON.parse(text)
    return given instanceof Object ? { ...given } : {}
  } catch {
    // What is no JSON holds neither a name nor a password.
    return {}
  }
}

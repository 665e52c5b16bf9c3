import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Address, contains, formatAddress, type Prefix, parseAddress, parsePrefix } from '../../model/address.ts'
import { newCode, sameCode } from './confirmation-code.ts'

/** A public address that must still answer whoever confirms. */
export interface AskedAddress {
  readonly url: string
  /** Where the name leads, if it must not be looked up. */
  readonly addresses: readonly string[]
}

/** What waits for a confirmation, as the door tells it to whoever may confirm. */
export interface Waiting {
  readonly schema: 'bollwerk.confirmation/1'
  readonly site: string
  readonly change: string
  readonly title: string
  readonly ask: readonly AskedAddress[]
}

interface Wait {
  readonly waiting: Waiting
  readonly code: string
  readonly done: (confirmed: boolean) => void
}

/** Wrong codes of one address before it is refused; the others may go on. */
const mostWrong = 5
const longestBody = 200

/** Who may confirm. */
export interface Admission {
  /** Networks (CIDR) that must keep access. */
  readonly keepAccess: readonly string[]
  /** The gateway and whatever else passes on for others: who stands behind such an address, nobody can tell here. */
  readonly passingOn: readonly Prefix[]
}

/**
 * Listens for the confirmation of one change at a time. Whoever connects from an address that is not among those that
 * must keep access learns nothing and confirms nothing; nor does whoever comes through a gateway or a proxy, whatever it
 * tells of them, because the change that waits may be about this very gateway. A code counts once.
 */
export class ConfirmationDoor {
  readonly #server: Server
  readonly #kept: readonly Prefix[]
  readonly #passingOn: readonly Prefix[]
  readonly #wrong = new Map<string, number>()
  #wait: Wait | undefined

  private constructor({ keepAccess, passingOn }: Admission) {
    this.#passingOn = passingOn
    this.#kept = keepAccess.flatMap((text) => {
      const prefix = parsePrefix(text)
      return prefix.ok ? [prefix.value] : []
    })
    this.#server = createServer((request, response) => this.#visit(request, response))
    this.#server.headersTimeout = 5_000
    this.#server.requestTimeout = 10_000
  }

  /** Rejects with the system's error where the address or the port cannot be had. */
  static async open(
    at: { readonly host: string; readonly port: number },
    admission: Admission,
  ): Promise<ConfirmationDoor> {
    const door = new ConfirmationDoor(admission)
    await new Promise<void>((resolve, reject) => {
      door.#server.once('error', reject)
      door.#server.listen({ host: at.host, port: at.port }, resolve)
    })
    return door
  }

  get port(): number {
    // The address of a server that listens on a port is no text and not null.
    return (this.#server.address() as AddressInfo).port
  }

  /** Waits until the code comes or the signal ends it; `show` is given the code before anybody can send it. */
  async await(
    waiting: Waiting,
    { signal, show }: { readonly signal: AbortSignal; readonly show: (code: string) => void },
  ): Promise<boolean> {
    const code = newCode()
    this.#wrong.clear()
    try {
      return await new Promise<boolean>((resolve) => {
        this.#wait = { waiting, code, done: resolve }
        if (signal.aborted) resolve(false)
        signal.addEventListener('abort', () => resolve(false), { once: true })
        show(code)
      })
    } finally {
      this.#wait = undefined
    }
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #visit(request: IncomingMessage, response: ServerResponse): void {
    this.#replyTo(request).then(
      (reply) => send(response, reply),
      () => send(response, { status: 400, content: { problem: 'body' } }),
    )
  }

  async #replyTo(request: IncomingMessage): Promise<Reply> {
    const peer = peerOf(request)
    if (peer && holds(this.#passingOn, peer)) return { status: 421, content: { problem: 'passed-on' } }
    if (!peer || !holds(this.#kept, peer)) return { status: 403, content: { problem: 'address' } }
    const from = formatAddress(peer)
    if (request.method === 'POST') return this.#judge(await bodyOf(request), from)
    if (request.method !== 'GET') return { status: 405, content: { problem: 'method' } }
    return this.#wait ? { status: 200, content: this.#wait.waiting } : nothingWaits
  }

  #judge(given: string, from: string): Reply {
    const wait = this.#wait
    if (!wait) return nothingWaits
    const wrong = this.#wrong.get(from) ?? 0
    if (wrong >= mostWrong) return { status: 429, content: { problem: 'too-many' } }
    if (!sameCode(given, wait.code)) {
      this.#wrong.set(from, wrong + 1)
      return { status: 401, content: { problem: 'code' } }
    }
    this.#wait = undefined
    wait.done(true)
    return { status: 200, content: { confirmed: true, change: wait.waiting.change } }
  }
}

/** The address of the other end of the connection itself; what a header says of it counts for nothing. */
function peerOf({ socket }: IncomingMessage): Address | undefined {
  const address = parseAddress(socket.remoteAddress ?? '')
  return address.ok ? address.value : undefined
}

function holds(networks: readonly Prefix[], address: Address): boolean {
  return networks.some((network) => contains(network, address))
}

interface Reply {
  readonly status: number
  readonly content: object
}

const nothingWaits: Reply = { status: 410, content: { problem: 'nothing-waits' } }

function send(response: ServerResponse, { status, content }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' })
  response.end(JSON.stringify(content))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    text += String(piece)
    if (text.length > longestBody) throw new Error('too long')
  }
  return text
}

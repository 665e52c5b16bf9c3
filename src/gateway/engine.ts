import type { Server, Socket } from 'node:net'
import type { TLSSocketOptions } from 'node:tls'
import { type ServerKind, serverKinds } from '../model/server.ts'
import type { Policy } from '../policy/policy.ts'
import type { DecisionMemory } from '../traffic/decision-memory.ts'
import { Evaluator } from '../traffic/evaluator.ts'
import { Source } from '../traffic/source.ts'
import { type Arrival, receive } from './arrival.ts'
import type { BlockPage } from './block-page.ts'
import type { Counters } from './counters.ts'
import { Doorkeeper, type DoorPurpose, listenerOf } from './doors/doorkeeper.ts'
import { openDoor } from './doors/tcp-door.ts'
import { TlsDoor } from './doors/tls-door.ts'
import { ClientConnection } from './http/client-connection.ts'
import type { Patience } from './http/desk.ts'
import { FrontDesk } from './http/front-desk.ts'
import { OriginPool } from './http/origin-pool.ts'
import { RedirectedConnection } from './http/redirected-connection.ts'
import { SlowOrigin } from './http/slow-origin.ts'
import { SlowPath } from './http/slow-path.ts'
import type { Ledger } from './ledger.ts'
import { Lobby } from './lobby.ts'
import { ProxiedClients } from './proxied-clients.ts'
import { type Adopted, originAddress } from './rule-material.ts'
import { TcpRelay } from './tcp-relay.ts'
import type { ChallengeAnswers } from './tls/challenge-answers.ts'

/** What one thread of a gateway is built from. */
export interface EngineParts {
  readonly adopted: Adopted
  readonly originCertificates: Readonly<Partial<Record<ServerKind, string>>>
  readonly memory: DecisionMemory
  readonly ledger: Ledger
  readonly counters: Counters
  readonly blockPage: BlockPage
  readonly patience: Patience
  /** Milliseconds of the clock that all threads share. */
  readonly now: () => number
  readonly tlsOptions: () => TLSSocketOptions
  /** What is answered to an authority that issues certificates. */
  readonly challenges: ChallengeAnswers
  /** Told of an error of our own, which cost one request. */
  readonly fault: (cause: unknown) => void
}

/** One thread's gateway: its doors, its connections, and how it decides on them. */
export class Engine {
  readonly #parts: EngineParts
  readonly #evaluator: Evaluator
  readonly #desk: FrontDesk
  readonly #slow: SlowPath
  readonly #relay: TcpRelay
  readonly #tlsDoor: TlsDoor
  readonly #lobby: Lobby
  readonly #doors: Server[] = []
  #adopted: Adopted
  #pools: ReadonlyMap<ServerKind, OriginPool>
  #slowOrigins: ReadonlyMap<ServerKind, SlowOrigin>
  readonly #proxies: ProxiedClients
  readonly #doorkeeper: Doorkeeper

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#adopted = parts.adopted
    this.#evaluator = new Evaluator(parts.adopted.rules, parts.memory)
    this.#proxies = new ProxiedClients(parts.adopted.policy.gateway.proxies)
    const { adopted, originCertificates } = parts
    this.#pools = this.#openPools(OriginPool, adopted.policy, originCertificates)
    this.#slowOrigins = this.#openPools(SlowOrigin, adopted.policy, originCertificates)
    this.#slow = new SlowPath(
      { desk: () => this.#desk, originOf: (kind) => this.#slowOrigins.get(kind) },
      parts.patience,
    )
    this.#desk = new FrontDesk({
      ...parts,
      evaluator: this.#evaluator,
      poolOf: (kind) => this.#pools.get(kind),
      proxies: this.#proxies,
      takeSlowly: (socket, source, last) => this.#slow.take(socket, source, last),
    })
    const { challenges, tlsOptions: options, patience } = parts
    // A handshake waits for the client twice.
    this.#tlsDoor = new TlsDoor({ challenges, options, patience: 2 * patience.head })
    this.#lobby = new Lobby({ ...parts, room: () => this.#adopted.policy.gateway.connections })
    this.#doorkeeper = new Doorkeeper({
      ...parts,
      evaluator: this.#evaluator,
      proxies: this.#proxies,
      lobby: this.#lobby,
    })
    this.#relay = new TcpRelay({ ended: (session) => this.#relayEnded(session.fromClient + session.fromOrigin) })
  }

  /** Opens a port; rejects with the system's error if it cannot be had. */
  async open(purpose: DoorPurpose): Promise<Server> {
    const server = await openDoor(purpose, {
      refuses: (address) => this.#doorkeeper.refuses(address, purpose),
      accepted: (socket) => this.#accept(socket, purpose),
    })
    this.#doors.push(server)
    return server
  }

  /** Puts other rules in force. Connections and sessions go on. */
  adopt(adopted: Adopted, originCertificates: EngineParts['originCertificates']): void {
    const before = [...this.#pools.values(), ...this.#slowOrigins.values()]
    // First what may throw: a certificate that is none must not leave half a policy in force.
    const pools = this.#openPools(OriginPool, adopted.policy, originCertificates)
    const slowOrigins = this.#openPools(SlowOrigin, adopted.policy, originCertificates)
    this.#adopted = adopted
    this.#evaluator.adopt(adopted.rules)
    this.#proxies.adopt(adopted.policy.gateway.proxies)
    this.#pools = pools
    this.#slowOrigins = slowOrigins
    for (const pool of before) pool.close()
  }

  get evaluator(): Evaluator {
    return this.#evaluator
  }

  /** Takes nothing new, lets what is under way end, and cuts what has not after `deadline` milliseconds. */
  async stop(deadline: number): Promise<void> {
    for (const door of this.#doors) door.close()
    this.#desk.drain()
    this.#slow.drain()
    await Promise.all([this.#relay.stop(deadline), this.#emptied(deadline)])
    this.#slow.close()
    // Also what has not said yet what it speaks.
    this.#lobby.cut()
    this.#desk.close()
    for (const pool of [...this.#pools.values(), ...this.#slowOrigins.values()]) pool.close()
  }

  async #emptied(deadline: number): Promise<void> {
    const { now } = this.#parts
    const end = now() + deadline
    while (now() < end && this.#desk.size + this.#slow.size > 0) {
      this.#desk.drain()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    this.#desk.cut()
  }

  #openPools<Pool>(
    kind: new (address: NonNullable<ReturnType<typeof originAddress>>) => Pool,
    policy: Policy,
    certificates: EngineParts['originCertificates'],
  ): ReadonlyMap<ServerKind, Pool> {
    return new Map(
      serverKinds.flatMap((server): [ServerKind, Pool][] => {
        const address = originAddress(policy, server, certificates[server])
        return address === undefined ? [] : [[server, new kind(address)]]
      }),
    )
  }

  #accept(socket: Socket, purpose: DoorPurpose): void {
    const source = this.#doorkeeper.letIn
    this.#parts.counters.count('connectionsAccepted')
    this.#lobby.enter(socket)
    if (source !== undefined && !this.#doorkeeper.admits(socket, source, purpose)) return
    receive(socket, {
      trustsProxy: this.#proxies.owesHeader,
      offersRelay: purpose.areas.includes('screenconnect.relay'),
      arrived: (arrival) => this.#arrived(arrival, purpose, source !== undefined),
    })
  }

  #arrived(arrival: Arrival, purpose: DoorPurpose, isAdmitted: boolean): void {
    const { kind, socket, source: end } = arrival
    const listener = listenerOf(purpose)
    const source = new Source({ ...end, encrypted: kind === 'tls', listener }).under(this.#evaluator.rules)
    socket.on('error', () => socket.destroy())
    if (arrival.proxy !== undefined && this.#doorkeeper.objectsTo(source, purpose)) return void socket.destroy()
    // A proxy that tells whom it speaks for in each request brings many behind one address.
    const isForMany = arrival.proxy === undefined && this.#proxies.includes(source.address)
    if (!isAdmitted && !isForMany && !this.#doorkeeper.admits(socket, source, purpose)) return
    if (kind === 'relay') this.#carry(arrival, source)
    else this.#welcome(socket, source, purpose)
  }

  #welcome(socket: Socket, source: Source, { web }: DoorPurpose): void {
    if (source.encrypted && web?.tls === true) this.#tlsDoor.admit(socket, (secure) => this.#serve(secure, source))
    else if (!source.encrypted && web?.plain === 'serve') this.#serve(socket, source)
    else if (!source.encrypted && web !== undefined) this.#redirect(socket)
    else socket.destroy()
  }

  #serve(socket: Socket, source: Source): void {
    this.#desk.joined(new ClientConnection(socket, source, this.#desk))
    socket.resume()
  }

  /** Leads to https, for names of the policy only; answers what an authority asks. */
  #redirect(socket: Socket): void {
    const challengeAnswer = (token: string): string | undefined => this.#parts.challenges.httpChallengeAnswer(token)
    const isOurs = (host: string): boolean => this.#evaluator.serverOf(host) !== undefined
    this.#desk.joined(new RedirectedConnection(socket, this.#desk, { isOurs, challengeAnswer }))
    socket.resume()
  }

  #carry(arrival: Arrival, source: Source): void {
    const { ledger, now, counters } = this.#parts
    const verdict = this.#evaluator.judgeArea(source, 'screenconnect.relay', now())
    if (verdict.observed.length > 0) ledger.observed(source, verdict, { server: 'screenconnect' })
    const relay = this.#adopted.policy.servers.find(({ kind }) => kind === 'screenconnect')?.relay
    if (verdict.action !== 'forward' || relay === undefined) {
      if (this.#doorkeeper.mayTell()) ledger.refused(source, verdict, { server: 'screenconnect' })
      arrival.socket.resetAndDestroy()
      return
    }
    const { relayProxyProtocol } = this.#adopted.policy.gateway
    const header = { none: {}, v1: { proxyHeader: 1 }, v2: { proxyHeader: 2 } } as const
    const { host, port } = relay.origin
    if (this.#relay.carry(arrival, { host, port, ...header[relayProxyProtocol] }) === undefined) return
    counters.count('relaySessions')
    counters.count('relaySessionsOpen')
    ledger.passed({ source, server: 'screenconnect', verdict, bytes: 0 })
  }

  #relayEnded(bytes: number): void {
    this.#parts.counters.count('relaySessionsOpen', -1)
    this.#parts.counters.bytes({ server: 'screenconnect', area: 'screenconnect.relay' }, bytes, 0)
  }
}

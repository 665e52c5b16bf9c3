import type { Server, Socket } from 'node:net'
import type { TLSSocket, TLSSocketOptions } from 'node:tls'
import type { AreaId } from '../model/area.ts'
import { type ServerKind, serverKinds } from '../model/server.ts'
import type { Policy } from '../policy/policy.ts'
import type { DecisionMemory } from '../traffic/decision-memory.ts'
import { Evaluator } from '../traffic/evaluator.ts'
import { Source } from '../traffic/source.ts'
import type { Verdict } from '../traffic/verdict.ts'
import { type Arrival, receive } from './arrival.ts'
import type { BlockPage } from './block-page.ts'
import type { Counters } from './counters.ts'
import { openDoor } from './doors/tcp-door.ts'
import { shakeHands } from './doors/tls-door.ts'
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
import { AlpnGate } from './tls/alpn-responder.ts'
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

/** What a TCP port is for. */
export interface DoorPurpose {
  readonly address: string
  readonly port: number
  readonly shared: boolean
  /** Areas that can be reached through it. */
  readonly areas: readonly AreaId[]
  /** Whether TLS is spoken, and HTTP without it only led to there or served like it. */
  readonly web?: { readonly plain: 'redirect' | 'serve'; readonly tls: boolean }
}

/** So many refusals at accept are written down in a second; more are only counted: a flood must not fill the journal. */
const toldPerSecond = 50

/** For the journal: the connection found no room. */
const noRoom: Verdict = {
  action: 'drop',
  status: 0,
  rule: 'connections',
  mode: 'enforce',
  area: undefined,
  observed: [],
}

/** One thread's gateway: its doors, its connections, and how it decides on them. */
export class Engine {
  readonly #parts: EngineParts
  readonly #evaluator: Evaluator
  readonly #desk: FrontDesk
  readonly #slow: SlowPath
  readonly #relay: TcpRelay
  readonly #alpnGate: AlpnGate
  readonly #lobby: Lobby
  readonly #doors: Server[] = []
  #adopted: Adopted
  #pools: ReadonlyMap<ServerKind, OriginPool>
  #slowOrigins: ReadonlyMap<ServerKind, SlowOrigin>
  readonly #proxies: ProxiedClients
  /** The source that was let in at accept, for the socket that comes into being right after. */
  #arriving: Source | undefined
  #told = 0
  #toldSince = 0

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
    this.#alpnGate = new AlpnGate(parts.challenges)
    this.#lobby = new Lobby({ ...parts, room: () => this.#adopted.policy.gateway.connections })
    this.#relay = new TcpRelay({ ended: (session) => this.#relayEnded(session.fromClient + session.fromOrigin) })
  }

  /** Opens a port; rejects with the system's error if it cannot be had. */
  async open(purpose: DoorPurpose): Promise<Server> {
    const listener = `tcp:${purpose.port}`
    const server = await openDoor(purpose, {
      refuses: (address) => this.#refusesAtAccept(address, purpose, listener),
      accepted: (socket) => this.#accept(socket, purpose, listener),
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

  /** Asked by the system at accept, before a socket exists. Whoever comes through a proxy is judged when it has told. */
  #refusesAtAccept(address: string, { areas, port }: DoorPurpose, listener: string): boolean {
    this.#arriving = undefined
    if (this.#proxies.includes(address) || this.#parts.challenges.isAwaited) return this.#lobby.isFull
    const source = new Source({ address, port: 0, encrypted: false, listener })
    if (this.#refuses(source, areas, port)) return true
    if (this.#lobby.isFullFor(source)) return this.#turnsAway(source, port)
    this.#arriving = source
    return false
  }

  /** Writes down that a source found no room. */
  #turnsAway(source: Source, port: number): true {
    this.#parts.counters.count('connectionsRefused')
    if (this.#mayTell()) this.#parts.ledger.refused(source, noRoom, { target: `tcp:${port}` })
    return true
  }

  #refuses(source: Source, areas: readonly AreaId[], port: number): boolean {
    const verdict = this.#evaluator.judgeConnection(source, areas, this.#parts.now())
    if (verdict.action === 'forward') {
      if (verdict.observed.length > 0) this.#parts.ledger.observed(source, verdict, {})
      return false
    }
    this.#parts.counters.count('connectionsRefused')
    if (this.#mayTell())
      this.#parts.ledger.refused(source, { ...verdict, action: 'drop', status: 0 }, { target: `tcp:${port}` })
    return true
  }

  #mayTell(): boolean {
    const second = Math.floor(this.#parts.now() / 1000)
    if (second !== this.#toldSince) {
      this.#toldSince = second
      this.#told = 0
    }
    return ++this.#told <= toldPerSecond
  }

  #accept(socket: Socket, purpose: DoorPurpose, listener: string): void {
    const source = this.#arriving
    this.#parts.counters.count('connectionsAccepted')
    this.#lobby.enter(socket)
    if (source !== undefined && !this.#admits(socket, source, purpose)) return
    receive(socket, {
      trustsProxy: this.#proxies.owesHeader,
      offersRelay: purpose.areas.includes('screenconnect.relay'),
      arrived: (arrival) => this.#arrived(arrival, purpose, { listener, isAdmitted: source !== undefined }),
    })
  }

  /** Whether a source has room for one more connection; breaks it off if not. */
  #admits(socket: Socket, source: Source, { port }: DoorPurpose): boolean {
    if (this.#lobby.admits(socket, source)) return true
    this.#turnsAway(source, port)
    socket.on('error', () => undefined).resetAndDestroy()
    return false
  }

  #arrived(arrival: Arrival, purpose: DoorPurpose, at: { listener: string; isAdmitted: boolean }): void {
    const { kind, socket, source: end } = arrival
    const source = new Source({ ...end, encrypted: kind === 'tls', listener: at.listener }).under(this.#evaluator.rules)
    socket.on('error', () => socket.destroy())
    if (arrival.proxy !== undefined && this.#refuses(source, purpose.areas, purpose.port)) return void socket.destroy()
    // A proxy that tells whom it speaks for in each request brings many behind one address.
    const isForMany = arrival.proxy === undefined && this.#proxies.includes(source.address)
    if (!at.isAdmitted && !isForMany && !this.#admits(socket, source, purpose)) return
    if (kind === 'relay') this.#carry(arrival, source)
    else this.#welcome(socket, source, purpose)
  }

  #welcome(socket: Socket, source: Source, { web }: DoorPurpose): void {
    if (source.encrypted && web?.tls === true) {
      const { patience, tlsOptions } = this.#parts
      const done = (secure: TLSSocket): void => this.#serve(secure, source)
      this.#alpnGate.admit(socket, (hello) =>
        shakeHands(hello, { options: tlsOptions(), patience: patience.head, done, failed: () => undefined }),
      )
    } else if (!source.encrypted && web?.plain === 'serve') this.#serve(socket, source)
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
      if (this.#mayTell()) ledger.refused(source, verdict, { server: 'screenconnect' })
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

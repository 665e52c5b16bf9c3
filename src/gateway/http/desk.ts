import type { Socket } from 'node:net'
import type { ServerKind } from '../../model/server.ts'
import type { Request } from '../../traffic/evaluator.ts'
import type { Source } from '../../traffic/source.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import type { OriginPool } from './origin-pool.ts'

/** How long what may last, in milliseconds. */
export interface Patience {
  /** From the first byte of a head to its end. */
  readonly head: number
  /** Between two pieces of a request's body. */
  readonly body: number
  /** From the end of the request to the answer, and between two pieces of the answer that the client takes. */
  readonly answer: number
  /** Between two requests. */
  readonly idle: number
}

/** A request of a connection. */
export interface ClientRequest extends Request {
  /** Whether the connection goes on after the answer. */
  readonly keepAlive: boolean
}

/** A request that was decided, for whoever answers it. */
export interface DecidedRequest {
  readonly source: Source
  readonly server: ServerKind
  readonly verdict: Verdict
  readonly request: ClientRequest
}

/** A request that an origin answered, or failed to. */
export interface AnsweredRequest extends DecidedRequest {
  /** 499 where the client left before the answer. */
  readonly status: number
  /** Of the answer, head included. */
  readonly bytes: number
  /** When the request was passed on. */
  readonly since: number
}

/** A connection that the desk watches. */
export interface Watched {
  readonly deadline: number
  expire(): void
  drain(): void
  cut(): void
}

/** What the connections of one listener share. Answers are whole HTTP messages in latin1. */
export interface HttpDesk {
  readonly patience: Patience
  /** Milliseconds of the shared clock. */
  now(): number
  serverOf(host: string): ServerKind | undefined
  /** Whom a request comes from: the other end of its connection, or the client that a trusted proxy names. */
  clientOf(peer: Source, request: ClientRequest): Source
  judge(source: Source, server: ServerKind, request: ClientRequest): Verdict
  /** The largest body that may pass, in bytes; for bodies that do not tell their length. */
  bodyLimit(verdict: Verdict): number
  /** The verdict on a body that turned out to be larger. */
  tooLarge(verdict: Verdict): Verdict
  /** Whether deciding on a request takes the beginning of its body. */
  readsBody(server: ServerKind, request: Request): boolean
  poolOf(server: ServerKind): OriginPool
  /** The answer to a request that the rules refuse; writes it down. */
  refusal(request: DecidedRequest): string
  /** The answer to what is no request that anybody can read safely; writes it down. */
  rejection(source: Source, status: number, why: string): string
  /** The answer in place of an origin that did not answer; writes it down. */
  failure(request: DecidedRequest, status: number, why: string): string
  /** Hears of every request that was passed on, once. */
  answered(request: AnsweredRequest): void
  /** Takes over a connection for good. Its bytes are unread again; or they are given as `last`, if no more will come. */
  takeSlowly(socket: Socket, source: Source, last?: Buffer): void
  /** Takes over a connection whose last answer is written, and ends it so that the client can still read that. */
  endGently(socket: Socket): void
  /** The connection has ended, or was given away. */
  left(connection: Watched): void
}

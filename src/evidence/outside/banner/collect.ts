import { isIP } from 'node:net'
import { exchange, type Heard, type Probing } from '../connection/collect.ts'
import type { PortSpeaksFact } from '../facts.ts'
import { type Answer, answered, missingFrom } from '../probe.ts'
import { bannerOf, isWholeGreeting, recognise } from './parse.ts'
import { clientHello, headRequest, remoteDesktopRequest } from './questions.ts'

export interface BannerRequest extends Probing {
  readonly address: string
  readonly port: number
  /** Named in SNI and `Host`; some servers answer nothing without it. */
  readonly host?: string
}

const mostBytes = 1024

/**
 * Finds out what an open port speaks: listens first, then asks in TLS, HTTP and RDP, each on a connection of its own, until
 * something comes. Each step gets an equal share of what is left of the time. Only words that came unasked are a banner.
 * Missing if the port does not take the connection.
 */
export async function readBanner(request: BannerRequest): Promise<Answer<PortSpeaksFact>> {
  const { address, port, signal, timeoutMs } = request
  const deadline = performance.now() + timeoutMs
  const questions = questionsTo(request.host)
  const unanswered: Heard[] = []
  for (const [index, question] of questions.entries()) {
    const share = Math.max(1, (deadline - performance.now()) / (questions.length - index))
    const heard = await exchange({ ...request, ...question, timeoutMs: share, mostBytes, isEnough: isWholeGreeting })
    if (signal.aborted) return { missing: missingFrom(signal.reason) }
    if (heard.bytes.length > 0)
      return answered({ address, port, ...wordsOf(heard.bytes, question.question === undefined) })
    if (index === 0 && !heard.connected && !isReset(heard)) return { missing: missingFrom(heard.error) }
    unanswered.push(heard)
  }
  return answered({ address, port, speaks: unanswered.every(isTurnedAway) ? 'turned-away' : 'silent' })
}

/** The first question is to say nothing and listen. A numeric address is no name for SNI (RFC 6066, section 3). */
function questionsTo(host: string | undefined): { readonly question?: Uint8Array }[] {
  const name = host === undefined || isIP(host) !== 0 ? undefined : host
  return [{}, { question: clientHello(name) }, { question: headRequest(name) }, { question: remoteDesktopRequest }]
}

function wordsOf(bytes: Uint8Array, unasked: boolean): Pick<PortSpeaksFact, 'speaks' | 'banner'> {
  return { speaks: recognise(bytes), ...(unasked ? { banner: bannerOf(bytes) } : {}) }
}

/** The other side ended it without a word; a service that waits to be asked would have kept the first one open. */
function isTurnedAway(heard: Heard): boolean {
  return heard.end === 'ended' || isReset(heard)
}

/** Broken by the other side, not by our own patience. A reset can come before this machine has told that it is connected. */
function isReset({ end, error }: Heard): boolean {
  return end === 'broken' && missingFrom(error).reason === 'interrupted'
}

import type { RemoteInfo, Socket } from 'node:dgram'
import { once } from 'node:events'
import { creditQuestion, spendAnswer } from '../traffic/answer-credit.ts'
import { sourceAddress } from '../traffic/source-address.ts'
import { fullBucket, type TokenBucket, takeToken } from '../traffic/token-bucket.ts'
import { datagramSocket } from './datagram-socket.ts'
import {
  type HeartbeatCounts,
  type HeartbeatDrop,
  type HeartbeatLimits,
  type HeartbeatSettings,
  usualHeartbeatLimits,
} from './heartbeat-settings.ts'
import { HeartbeatVisitors, type Home, type Visitor } from './heartbeat-visitors.ts'

/** An open forward of heartbeats. */
export interface HeartbeatForward {
  readonly address: string
  readonly port: number
  counts(): HeartbeatCounts
  close(): Promise<void>
}

/**
 * Passes the heartbeats of agents on to Automate, and its answers back to the agent that they are for, contents
 * unread. Rejects with the system's error if the place to listen cannot be had.
 */
export async function openHeartbeatForward(settings: HeartbeatSettings): Promise<HeartbeatForward> {
  const door = datagramSocket(settings.listen.address)
  // Without a look-up it may be listening before this line is left.
  const listening = once(door, 'listening')
  door.bind({ ...settings.listen, exclusive: true })
  await listening
  return new Forward(door, settings)
}

class Forward implements HeartbeatForward {
  readonly address: string
  readonly port: number
  readonly #door: Socket
  readonly #settings: HeartbeatSettings & HeartbeatLimits
  readonly #originAddress: string | undefined
  readonly #visitors: HeartbeatVisitors
  readonly #newSources: TokenBucket
  readonly #sweep: NodeJS.Timeout
  readonly #dropped: Partial<Record<HeartbeatDrop, number>> = {}
  #questions = 0
  #answers = 0
  #evicted = 0
  #troubles = 0
  #closed = false

  constructor(door: Socket, settings: HeartbeatSettings) {
    this.#door = door
    const { address, port } = door.address()
    this.address = address
    this.port = port
    this.#settings = { ...usualHeartbeatLimits, ...settings }
    this.#originAddress = sourceAddress(settings.origin.address)
    this.#visitors = new HeartbeatVisitors(this.#settings.perAddress)
    this.#newSources = fullBucket(this.#settings.newSources, performance.now())
    this.#sweep = setInterval(this.#forgetIdle, this.#settings.idleLimit / 10)
    door.on('message', this.#question).on('error', this.#trouble)
  }

  counts(): HeartbeatCounts {
    return {
      questions: this.#questions,
      answers: this.#answers,
      dropped: { ...this.#dropped },
      evicted: this.#evicted,
      troubles: this.#troubles,
      sources: this.#visitors.size,
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#sweep)
    for (let visitor = this.#visitors.oldest(); visitor; visitor = this.#visitors.oldest()) {
      this.#visitors.remove(visitor)
    }
    const closed = once(this.#door, 'close')
    this.#door.close()
    await closed
  }

  readonly #question = (message: Buffer, info: RemoteInfo): void => {
    const now = performance.now()
    const visitor = this.#receive(message.length, info, now)
    if (typeof visitor === 'string') {
      this.#drop(visitor)
      return
    }
    const { origin, answers } = this.#settings
    this.#visitors.touch(visitor)
    creditQuestion(visitor.credit, message.length, { ...answers, now })
    visitor.upstream.send(message, origin.port, origin.address)
    this.#questions += 1
    this.#settings.counts?.('datagramsForwarded')
  }

  #receive(length: number, { address, port }: RemoteInfo, now: number): Visitor | HeartbeatDrop {
    const { largest, admits, perAddress } = this.#settings
    if (length > largest) return 'too-large'
    const source = sourceAddress(address)
    if (source === undefined || !admits(source)) return 'not-admitted'
    const home = this.#visitors.home(address, now)
    if (!takeToken(home.bucket, perAddress, now)) return 'too-fast'
    return home.visitors.get(port) ?? this.#welcome(home, port, now)
  }

  #welcome(home: Home, port: number, now: number): Visitor | HeartbeatDrop {
    const { newSources, mostSources, from, origin } = this.#settings
    if (!takeToken(this.#newSources, newSources, now)) return 'too-many-new'
    const oldest = this.#visitors.size >= mostSources ? this.#visitors.oldest() : undefined
    if (oldest) {
      this.#visitors.remove(oldest)
      this.#evicted += 1
    }
    const upstream = datagramSocket(origin.address)
    const visitor = this.#visitors.add(home, port, upstream)
    upstream.on('message', (message, info) => this.#answer(visitor, message, info))
    upstream.on('error', () => {
      this.#trouble()
      this.#visitors.remove(visitor)
    })
    upstream.bind({ ...(from !== undefined && { address: from }) })
    return this.#visitors.has(visitor) ? visitor : 'no-socket'
  }

  #answer(visitor: Visitor, message: Buffer, info: RemoteInfo): void {
    if (this.#closed || !this.#visitors.has(visitor)) return
    const verdict = this.#judgeAnswer(visitor, message.length, info)
    if (verdict !== 'answer') {
      this.#drop(verdict)
      return
    }
    this.#door.send(message, visitor.port, visitor.home.address)
    this.#answers += 1
    this.#settings.counts?.('datagramsForwarded')
  }

  #judgeAnswer({ credit }: Visitor, length: number, { address, port }: RemoteInfo): 'answer' | HeartbeatDrop {
    const { origin, answers } = this.#settings
    if (port !== origin.port || sourceAddress(address) !== this.#originAddress) return 'stranger'
    return spendAnswer(credit, length, { window: answers.window, now: performance.now() })
  }

  readonly #forgetIdle = (): void => {
    const before = performance.now() - this.#settings.idleLimit
    for (let visitor = this.#visitors.oldest(); visitor; visitor = this.#visitors.oldest()) {
      if (visitor.credit.askedAt > before) return
      this.#visitors.remove(visitor)
    }
  }

  /** A datagram that could not be sent is lost like any other; the next one may arrive. */
  readonly #trouble = (): void => {
    this.#troubles += 1
  }

  #drop(why: HeartbeatDrop): void {
    this.#dropped[why] = (this.#dropped[why] ?? 0) + 1
    this.#settings.counts?.('datagramsDropped')
  }
}

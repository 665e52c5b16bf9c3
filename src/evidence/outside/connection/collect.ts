import { Socket } from 'node:net'

/**
 * How a probe may use the network. It stands beside `probe.ts` and not in it because `AbortSignal` is no word of the pure folders.
 */
export interface Probing {
  /** Source address to connect from; the system's choice if absent. */
  readonly localAddress?: string
  /** Ends the probe at once; its answer is then missing as `interrupted`. */
  readonly signal: AbortSignal
  /** Milliseconds for the whole probe, not for its single steps. */
  readonly timeoutMs: number
}

export interface Exchange extends Probing {
  readonly address: string
  readonly port: number
  /** Sent as soon as the connection stands; nothing if absent. */
  readonly question?: Uint8Array
  /** Reading ends when so many bytes have come. */
  readonly mostBytes: number
  /** Says whether the bytes so far are all that is wanted. */
  readonly isEnough: (bytes: Uint8Array) => boolean
}

/** What came over one connection before it was closed, and why it was closed. */
export interface Heard {
  /** False if the port did not even take the connection. */
  readonly connected: boolean
  readonly bytes: Uint8Array
  /** `full`: at the size limit. `ended`: by the other side, in order. `broken`: with the error. */
  readonly end: 'enough' | 'full' | 'ended' | 'broken'
  readonly error?: unknown
}

/**
 * One TCP connection: says the question if there is one, and keeps what comes back. The time limit counts from the start
 * whatever drips in, and no more than `mostBytes` are kept. Time-out and abort end as `broken`, with the bytes so far.
 */
export function exchange(request: Exchange): Promise<Heard> {
  return new Promise((resolve) => {
    const { address, port, localAddress, signal, timeoutMs } = request
    const kept = new Uint8Array(request.mostBytes)
    let length = 0
    let connected = false
    const socket = new Socket()
    const finish = (end: Heard['end'], error?: unknown): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', abort)
      socket.destroy()
      resolve({ connected, bytes: kept.subarray(0, length), end, ...(error === undefined ? {} : { error }) })
    }
    const limit = setTimeout(() => finish('broken', new DOMException('no answer in time', 'TimeoutError')), timeoutMs)
    const abort = (): void => finish('broken', signal.reason)
    socket.on('connect', () => {
      connected = true
    })
    socket.on('error', (error) => finish('broken', error))
    socket.on('end', () => finish('ended'))
    socket.on('close', () => finish('ended'))
    socket.on('data', (bytes: Uint8Array) => {
      const room = bytes.subarray(0, kept.length - length)
      kept.set(room, length)
      length += room.length
      if (request.isEnough(kept.subarray(0, length))) finish('enough')
      else if (length === kept.length) finish('full')
    })
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort)
    socket.connect({
      host: address,
      port,
      autoSelectFamily: false,
      ...(localAddress === undefined ? {} : { localAddress }),
    })
    if (request.question !== undefined) socket.write(request.question)
  })
}

import { Socket } from 'node:net'

/** One share of a scan. All addresses numeric, all ports from 1 to 65535. */
export interface LaneRequest {
  readonly address: string
  readonly ports: readonly number[]
  /** Sockets at once, at most. */
  readonly window: number
  /** Milliseconds that one port may take to answer. */
  readonly timeoutMs: number
  readonly localAddress?: string
}

export interface LaneResult {
  readonly open: number[]
  /**
   * Open by a connection that may have met one of the scan itself: its two ends have the same address, or it was reset
   * before they could be seen.
   */
  readonly doubtful: number[]
  readonly closed: number[]
  readonly silent: number[]
  /** Ports that this machine could not ask, with the code of the last error. */
  readonly notAsked: { readonly port: number; readonly code: string }[]
}

interface Lane {
  readonly request: LaneRequest
  readonly result: LaneResult
  readonly waiting: number[]
  /** Sockets that still have or look for work. */
  busy: number
  /** Milliseconds of `performance.now()` at which a port was last settled. */
  settledAt: number
  readonly finish: () => void
  readonly signal: AbortSignal | undefined
}

/** How one attempt ended: a list of the result, `again` for an attempt that does not count, or the error code that prevented it. */
type Ending = 'open' | 'doubtful' | 'closed' | 'silent' | 'again' | { readonly code: string }

/**
 * Asks every port of one lane with a full TCP connection that is reset as soon as it stands, so that nothing is left in TIME_WAIT.
 * A few sockets are connected again and again (documented for a socket after its `close`): making a new one costs more than the connection.
 * It begins with a few sockets, because fewer are cheaper where answers come at once, and doubles them while it waits.
 * @param onSettled called once for every port that is done
 */
export function scanLane(request: LaneRequest, onSettled: () => void, signal?: AbortSignal): Promise<LaneResult> {
  return new Promise((resolve) => {
    const result: LaneResult = { open: [], doubtful: [], closed: [], silent: [], notAsked: [] }
    const waiting = [...request.ports].reverse()
    const lane: Lane = { request, result, waiting, busy: 0, settledAt: performance.now(), finish, signal }
    const growth = setInterval(() => grow(lane, onSettled), growthMs)
    function finish(): void {
      clearInterval(growth)
      resolve(result)
    }
    if (waiting.length === 0) finish()
    else addSockets(lane, firstSockets, onSettled)
  })
}

const firstSockets = 32
/** With no port settled for so long, more sockets are worth their cost. */
const growthMs = 20

function grow(lane: Lane, onSettled: () => void): void {
  if (performance.now() - lane.settledAt >= growthMs) addSockets(lane, lane.busy, onSettled)
}

function addSockets(lane: Lane, wanted: number, onSettled: () => void): void {
  const { request, waiting, busy } = lane
  const count = Math.min(wanted, request.window - busy, waiting.length)
  lane.busy += count
  for (let socket = 0; socket < count; socket++) runSocket(lane, onSettled)
}

function runSocket(lane: Lane, onSettled: () => void): void {
  const { address: host, timeoutMs, localAddress } = lane.request
  const target = { host, autoSelectFamily: false, ...(localAddress === undefined ? {} : { localAddress }) }
  const socket = new Socket()
  let port = 0
  let ending: Ending = 'silent'
  const limit = setTimeout(() => socket.destroy(), timeoutMs)
  const stop = (): void => void socket.destroy()
  const next = (): void => {
    const taken = lane.signal?.aborted ? undefined : lane.waiting.pop()
    if (taken === undefined) {
      clearTimeout(limit)
      lane.signal?.removeEventListener('abort', stop)
      if (--lane.busy === 0) lane.finish()
      return
    }
    port = taken
    ending = 'silent'
    limit.refresh()
    socket.connect({ ...target, port })
  }
  socket.on('connect', () => {
    ending = endingOfConnection(socket, port)
    socket.resetAndDestroy()
  })
  socket.on('error', (error) => {
    ending = endingOf(error)
  })
  socket.on('close', () => {
    if (settle(lane, port, ending)) onSettled()
    if (isShortage(ending)) setTimeout(next, shortagePauseMs)
    else next()
  })
  lane.signal?.addEventListener('abort', stop)
  next()
}

/** Puts a port where its ending says, or back into the queue; returns whether it is done. */
function settle(lane: Lane, port: number, ending: Ending): boolean {
  const { result } = lane
  const stalled = performance.now() - lane.settledAt > stallMs + lane.request.timeoutMs
  if (ending === 'again' || (isShortage(ending) && !stalled)) {
    lane.waiting.push(port)
    return false
  }
  if (typeof ending === 'object') result.notAsked.push({ port, code: ending.code })
  else {
    result[ending].push(port)
    lane.settledAt = performance.now()
  }
  return true
}

/** This machine is short of sockets or source ports; it passes as soon as other connections end. */
function isShortage(ending: Ending): boolean {
  return typeof ending === 'object' && shortages.has(ending.code)
}

const shortages: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'EADDRINUSE', 'ENOBUFS', 'ENOMEM'])
const shortagePauseMs = 50
/** With no port settled for so long, a shortage is taken for lasting. */
const stallMs = 10_000

/**
 * A connection to a port of this machine may be given that very port as its source and then reaches itself
 * (simultaneous open, RFC 9293, section 3.5): it stands although nobody listens, and the port is asked again.
 */
function endingOfConnection(socket: Socket, port: number): Ending {
  if (socket.localAddress !== socket.remoteAddress) return 'open'
  return socket.localPort === port ? 'again' : 'doubtful'
}

/**
 * A refused port is closed; an unreachable host is no answer from the port. A reset before `connect` was told has ended
 * a connection that stood: the answer to a SYN would be ECONNREFUSED (RFC 9293, section 3.10.7.3). So gateways that
 * turn sources away look alike, however fast their reset comes. A source address that this machine does not have
 * (`bind`) is no passing shortage although it has the same code, and gets a code of its own.
 */
function endingOf(error: NodeJS.ErrnoException): Ending {
  const code = error.code ?? error.message
  if (code === 'ECONNREFUSED') return 'closed'
  if (code === 'ECONNRESET') return 'doubtful'
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'EHOSTDOWN') return 'silent'
  return { code: error.syscall === 'bind' ? `bind ${code}` : code }
}

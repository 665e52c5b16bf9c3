import { connect, type Socket } from 'node:net'

/** A server that TCP connections are passed on to. */
export interface RelayOrigin {
  /** An address, or a name that is looked up for every session. */
  readonly host: string
  readonly port: number
  /** The local address to connect from; the system's choice if absent. */
  readonly from?: string
  /** Tells the origin who the client is, if it understands the PROXY protocol; ScreenConnect is not known to. */
  readonly proxyHeader?: 1 | 2
}

/** Why there is no connection to an origin. */
export type ConnectFailure = 'origin-refused' | 'origin-timeout' | 'origin-unreachable'

/** After so many milliseconds of silence, probes find a peer that is gone and keep alive what firewalls remember. */
export const keepAliveDelay = 60_000

/** Connects to an origin. How long that may take is for the caller to say. */
export function reachOrigin({ host, port, from }: RelayOrigin): Socket {
  return connect({
    host,
    port,
    ...(from !== undefined && { localAddress: from }),
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: keepAliveDelay,
  })
}

/** Names the failure of a connection that was never made. */
export function connectFailure({ code }: NodeJS.ErrnoException): ConnectFailure {
  if (code === 'ECONNREFUSED') return 'origin-refused'
  return code === 'ETIMEDOUT' ? 'origin-timeout' : 'origin-unreachable'
}

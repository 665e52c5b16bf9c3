import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { DoorGuard } from './door-guard.ts'

/** Where a door opens. */
export interface DoorPlace {
  /** An address of this machine; `::` or `0.0.0.0` for all of one family. */
  readonly address: string
  readonly port: number
  /** Whether several threads open it, and the system spreads connections over them. */
  readonly shared: boolean
}

export interface DoorKeeper {
  /** Asked before a socket exists; nothing is answered to whoever is refused. */
  refuses(address: string): boolean
  /** Takes an accepted connection over, its errors included. */
  accepted(socket: Socket): void
}

/** Connections that the system keeps for us while we are busy. */
const backlog = 4096

/** Opens a port for TCP. Rejects with the system's error if it cannot be had. */
export async function openDoor({ address, port, shared }: DoorPlace, keeper: DoorKeeper): Promise<Server> {
  const server = createServer(
    {
      allowHalfOpen: true,
      noDelay: true,
      blockList: new DoorGuard((source) => keeper.refuses(source)),
    },
    (socket) => keeper.accepted(socket),
  )
  server.listen({ host: address, port, backlog, reusePort: shared, ipv6Only: address.includes(':') })
  await once(server, 'listening')
  return server
}

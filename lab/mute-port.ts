import { createServer } from 'node:net'
import { type Doorway, type Listener, listen } from './listener.ts'

const patience = 30_000

/** A service whose protocol the references do not know: it takes connections, says nothing and hears nothing. */
export async function openMutePort(doorway: Doorway): Promise<Listener> {
  const server = createServer((socket) => {
    socket.setTimeout(patience, () => socket.destroy())
    socket.resume()
  })
  return listen(server, doorway)
}

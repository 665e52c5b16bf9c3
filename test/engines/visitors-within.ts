// Makes visits inside of a network of its own: as JSON on standard input; which of them were answered, on standard output.
import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'

interface Visit {
  readonly address: string
  readonly host: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
}

/** Visits under way at once. */
const atOnce = 4_000
/** Milliseconds: the kernel sends a lost SYN again after one second. */
const atLeast = 3_000
const quiet = 1_500

const visits: readonly Visit[] = JSON.parse(await text(process.stdin))
const answered = visits.map(() => false)
let lastAnswer = 0

for (let start = 0; start < visits.length; start += atOnce) {
  const batch = visits.slice(start, start + atOnce)
  const sockets = batch.map((visit, index) => {
    const arrived = (): void => {
      answered[start + index] = true
      lastAnswer = performance.now()
    }
    return visit.protocol === 'tcp' ? connectTo(visit, arrived) : sendTo(visit, arrived)
  })
  const sent = performance.now()
  do await new Promise((resolve) => setTimeout(resolve, 100))
  while (performance.now() - sent < atLeast || performance.now() - lastAnswer < quiet)
  for (const end of sockets) end()
}
process.stdout.write(JSON.stringify(answered))

function connectTo({ address, host, port }: Visit, arrived: () => void): () => void {
  const socket: Socket = connect({ host, port, localAddress: address })
  socket.on('error', () => socket.destroy())
  socket.once('connect', () => {
    arrived()
    socket.destroy()
  })
  return () => socket.destroy()
}

function sendTo({ address, host, port }: Visit, arrived: () => void): () => void {
  const socket: DatagramSocket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  let isOpen = true
  const close = (): void => {
    if (isOpen) socket.close()
    isOpen = false
  }
  socket.once('message', () => {
    arrived()
    close()
  })
  socket.on('error', close)
  // A datagram that is lost is not sent again by anybody else.
  socket.bind(0, address, () => {
    for (const delay of [0, 700, 1_400]) setTimeout(() => isOpen && socket.send('beat', port, host), delay)
  })
  return close
}

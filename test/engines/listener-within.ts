// Listens inside of a network of its own and answers whatever arrives: ports as JSON in the first argument.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

interface Ports {
  readonly tcp: readonly number[]
  readonly udp: readonly number[]
}

const { tcp, udp }: Ports = JSON.parse(process.argv[2] ?? '')

for (const port of tcp) {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end())
  server.listen({ host: '::', port, backlog: 4096 })
  await once(server, 'listening')
}
for (const port of udp) {
  const socket = createSocket({ type: 'udp6', recvBufferSize: 2 ** 22 })
  socket.on('message', (_message, { address, port: from }) => {
    process.stdout.write(`udp ${port} from ${address.replace(/^::ffff:/, '')}\n`)
    socket.send(address, from, address)
  })
  socket.bind(port, '::')
  await once(socket, 'listening')
}
process.stdout.write('ready\n')

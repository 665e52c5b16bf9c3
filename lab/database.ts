import { createServer, type Socket } from 'node:net'
import { type Doorway, type Listener, listen } from './listener.ts'

const patience = 10_000
const largestAnswer = 4096
const accessDenied = 1045
const authDataLength = 21

/**
 * A MySQL server up to its greeting: handshake version 10 with the version as given, then "access denied" for whoever
 * answers (MySQL client/server protocol, Protocol::HandshakeV10 and ERR_Packet).
 */
export async function openDatabase(doorway: Doorway, version: string): Promise<Listener> {
  const server = createServer((socket) => {
    doorway.arrivals.databaseGreetings += 1
    greet(socket, version)
  })
  return listen(server, doorway)
}

function greet(socket: Socket, version: string): void {
  let received = 0
  socket.setTimeout(patience, () => socket.destroy())
  socket.write(packet(0, greeting(version)))
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received > largestAnswer) socket.destroy()
    else socket.end(packet(2, refusal()))
  })
}

/** Three bytes of length, one of sequence, contents. */
function packet(order: number, contents: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(contents.length, 0, 3)
  head[3] = order
  return Buffer.concat([head, contents])
}

function greeting(version: string): Buffer {
  // Protocol 4.1, secure connection, plugin authentication; the lab needs no more of the capabilities.
  const capabilities = 0x0008_8200
  const fixed = Buffer.alloc(8)
  fixed.writeUInt16LE(capabilities & 0xffff, 0)
  fixed[2] = 33
  fixed.writeUInt16LE(2, 3)
  fixed.writeUInt16LE(capabilities >>> 16, 5)
  fixed[7] = authDataLength
  const connection = Buffer.from([7, 0, 0, 0])
  return Buffer.concat([
    Buffer.from([10]),
    zeroEnded(version),
    connection,
    Buffer.from('labsalt1\0', 'latin1'),
    fixed,
    Buffer.alloc(10),
    zeroEnded('labsalt2labs'),
    zeroEnded(usualPlugin(version)),
  ])
}

/** The default authentication changed with MySQL 8.0. */
function usualPlugin(version: string): string {
  return Number(version.split('.')[0]) >= 8 && !/mariadb/i.test(version)
    ? 'caching_sha2_password'
    : 'mysql_native_password'
}

function refusal(): Buffer {
  const code = Buffer.alloc(2)
  code.writeUInt16LE(accessDenied)
  return Buffer.concat([Buffer.from([0xff]), code, Buffer.from('#28000Access denied in the lab', 'latin1')])
}

function zeroEnded(text: string): Buffer {
  return Buffer.from(`${text.replaceAll('\0', '')}\0`, 'latin1')
}

/**
 * Connections from addresses of a refused country, 64 at once, each with one request, until the time is over. Writes how
 * many were tried and how many were answered with bytes (none should be). `node storm.ts PORT SECONDS plain|tls`
 */
import { connect, type Socket } from 'node:net'
import { connect as connectTls, createSecureContext } from 'node:tls'
import { answers } from './origin.ts'
import { hosts } from './policy.ts'

const [port, seconds] = [Number(process.argv[2]), Number(process.argv[3])]
const secure = process.argv[4] === 'tls'
const atOnce = 64
// Made once: it costs more than a handshake.
const secureContext = createSecureContext()
const request = `GET ${answers.small.path} HTTP/1.1\r\nHost: ${hosts.automate}\r\n\r\n`
const end = performance.now() + seconds * 1000
let [attempts, answered, unanswered] = [0, 0, 0]

for (let lane = 0; lane < atOnce; lane++) attempt()
process.on('exit', () => console.log(JSON.stringify({ attempts, answered, unanswered })))

function attempt(): void {
  if (performance.now() > end) return
  attempts++
  // One address has 28,000 ports; 250 of them do not run out.
  const from = { port, host: '127.0.0.1', localAddress: `127.20.10.${(attempts % 250) + 1}` }
  const socket: Socket = secure ? connectTls({ ...from, secureContext, rejectUnauthorized: false }) : connect(from)
  socket.once(secure ? 'secureConnect' : 'connect', () => socket.write(request))
  socket.once('data', () => answered++)
  socket.once('error', () => socket.destroy())
  socket.setTimeout(2000, () => {
    unanswered++
    socket.destroy()
  })
  socket.once('close', attempt)
}

import type { Outcome, Visit } from '../clients/exchange.ts'
import { openSecurely } from '../clients/secure-connection.ts'

const patience = 3000

/** Requests that two servers in a row may read differently, so that the second sees one that the first never judged. */
export function smuggledRequests(host: string): readonly string[] {
  const head = (...lines: string[]): string => `POST /Guest HTTP/1.1\r\nHost: ${host}\r\n${lines.join('\r\n')}\r\n\r\n`
  const hidden = `GET /SetupWizard.aspx/x HTTP/1.1\r\nHost: ${host}\r\n\r\n`
  return [
    `${head('Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n${hidden}`,
    head('Content-Length: 0', `Content-Length: ${hidden.length}`) + hidden,
    `${head('Transfer-Encoding: xchunked')}0\r\n\r\n${hidden}`,
    `${head('Transfer-Encoding : chunked')}0\r\n\r\n${hidden}`,
    `${head('Transfer-Encoding: chunked, identity')}0\r\n\r\n${hidden}`,
    head('Host: other.example', 'Content-Length: 0'),
    head('Content-Length: +0'),
    head('X-Folded: a', ' b', 'Content-Length: 0'),
    head('Content_Length: 5', 'Content-Length: 0'),
    `GET http://other.example/Guest HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET /Guest HTTP/1.1\nHost: ${host}\n\n`,
    `GET /Guest HTTP/1.1\r\n\r\n`,
  ]
}

/** Sends bytes as they are. Served if any answer comes that is not a gateway's refusal. */
export function speakRaw(visit: Visit, bytes: string): Promise<Outcome> {
  const socket = openSecurely(visit)
  let heard = ''
  socket.setEncoding('latin1').setTimeout(patience, () => socket.destroy())
  socket.once('secureConnect', () => socket.write(bytes, 'latin1'))
  socket.on('data', (text: string) => {
    heard += text
  })
  return new Promise((resolve) => {
    socket.once('close', () => resolve(outcomeOfHeard(heard)))
  })
}

function outcomeOfHeard(heard: string): Outcome {
  const answers = heard.split(/^(?=HTTP\/1\.1 )/m).filter((answer) => answer !== '')
  const [status = ''] = heard.slice('HTTP/1.1 '.length).split(' ')
  const served = answers.some((answer) => !/^x-bollwerk-reference:/im.test(answer))
  return { served, detail: answers.length === 0 ? 'closed' : `status ${status}` }
}

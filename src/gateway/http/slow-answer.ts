import type { ServerResponse } from 'node:http'

/**
 * Gives a message of the desk as the answer to a request of the slow path, in its turn: the answers to what was
 * pipelined before it go first. It is the last one of its connection, whatever has still to come of the request.
 */
export function answerLast(response: ServerResponse, text: string): void {
  const end = text.indexOf('\r\n\r\n')
  const [status = '', ...lines] = text.slice(0, end).split('\r\n')
  response.sendDate = false
  response.shouldKeepAlive = false
  response.writeHead(Number(status.slice(9, 12)), status.slice(13), lines.flatMap(nameAndValue))
  response.end(text.slice(end + 4), 'latin1')
}

function nameAndValue(line: string): [string, string] {
  const colon = line.indexOf(': ')
  return [line.slice(0, colon), line.slice(colon + 2)]
}

import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Gives a message of the desk as the answer to a request of the slow path, in its turn: the answers to what was
 * pipelined before it go first. It is the last one of its connection. A body that is still under way is read and
 * forgotten for so many milliseconds, because a reset would take the answer away from whoever has not read it yet.
 */
export function answerLast(
  { message, response }: { readonly message: IncomingMessage; readonly response: ServerResponse },
  text: string,
  patience: number,
): void {
  const end = text.indexOf('\r\n\r\n')
  const [status = '', ...lines] = text.slice(0, end).split('\r\n')
  response.sendDate = false
  response.shouldKeepAlive = false
  response.writeHead(Number(status.slice(9, 12)), status.slice(13), lines.flatMap(nameAndValue))
  const body = text.slice(end + 4)
  if (message.complete) {
    response.end(body, 'latin1')
    return
  }
  response.flushHeaders()
  if (body !== '') response.write(body, 'latin1')
  const limit = setTimeout(() => response.end(), patience)
  message.once('end', () => response.end())
  response.once('close', () => clearTimeout(limit))
  message.resume()
}

function nameAndValue(line: string): [string, string] {
  const colon = line.indexOf(': ')
  return [line.slice(0, colon), line.slice(colon + 2)]
}

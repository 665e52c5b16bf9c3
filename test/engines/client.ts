import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/**
 * Sends requests over one connection after the other from one address, several at once, and answers what came back, in
 * order. A connection that the engine ends is opened again for what has not been answered.
 */
export async function exchange(
  place: { readonly host: string; readonly port: number; readonly localAddress: string },
  requests: readonly { readonly method: string; readonly text: string }[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  while (answers.length < requests.length) {
    const before = answers.length
    await overOneConnection(place, requests.slice(before), answers)
    if (answers.length === before)
      throw new Error(`no answer to ${requests[before]?.text ?? ''} from ${place.localAddress}`)
  }
  return answers
}

async function overOneConnection(
  place: { readonly host: string; readonly port: number; readonly localAddress: string },
  requests: readonly { readonly method: string; readonly text: string }[],
  answers: Answer[],
): Promise<void> {
  const socket = connect(place)
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  let text = ''
  let answered = 0
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
    for (
      let next = answerIn(text, requests[answered]?.method);
      next;
      next = answerIn(text, requests[answered]?.method)
    ) {
      answers.push(next.answer)
      text = text.slice(next.length)
      answered++
      if (answered === requests.length || next.answer.headers.get('connection') === 'close') socket.end()
    }
  })
  await sent(socket, requests)
  if (!socket.destroyed) await once(socket, 'close')
}

async function sent(socket: Socket, requests: readonly { readonly text: string }[]): Promise<void> {
  socket.write(requests.map(({ text }) => text).join(''), 'latin1')
}

function answerIn(text: string, method = 'GET'): { readonly answer: Answer; readonly length: number } | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const size = method === 'HEAD' ? 0 : Number(headers.get('content-length') ?? 0)
  if (text.length < end + 4 + size) return undefined
  const answer = { status: Number(first.slice(9, 12)), headers, body: text.slice(end + 4, end + 4 + size) }
  return { answer, length: end + 4 + size }
}

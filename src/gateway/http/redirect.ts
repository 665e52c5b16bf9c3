import { RequestHead, readRequestHead } from '../../traffic/request-head.ts'

export interface Redirecting {
  /** Whether a name, as `Host` writes it, is one of the policy. */
  readonly isOurs: (host: string) => boolean
  /** The answer to a question of a certificate authority (RFC 8555, section 8.3). */
  readonly challengeAnswer: (token: string) => string | undefined
}

/** Longest target that is led on; a redirect must not be a way to write long answers. */
const longestTarget = 2048

/** Largest head that is read; what is longer is answered as if it asked for nothing of ours. */
const largestHead = 16_384

/**
 * The answer to a request over plain HTTP: the same place over https. Whoever asks for no name of ours learns nothing.
 * Undefined as long as more of the request has to come.
 */
export function redirectText(text: string, { isOurs, challengeAnswer }: Redirecting): string | undefined {
  const head = new RequestHead()
  const kind = readRequestHead(text, head)
  if (kind === 'incomplete' && text.length < largestHead) return undefined
  if (kind === 'incomplete' || kind === 'refused' || !isOurs(head.host)) return message(404)
  const token = /^\/\.well-known\/acme-challenge\/([A-Za-z0-9_-]+)$/.exec(head.target)?.[1]
  const answer = token === undefined ? undefined : challengeAnswer(token)
  if (answer !== undefined) return message(200, [], answer)
  const [host = ''] = head.host.toLowerCase().split(':')
  const target = head.target.length > longestTarget ? '/' : head.target
  // 308 keeps method and body (RFC 9110, section 15.4.9); browsers remember it as they do 301.
  return message(308, [`Location: https://${host}${target}`])
}

function message(status: 200 | 308 | 404, headers: readonly string[] = [], body = ''): string {
  const phrase = { 200: 'OK', 308: 'Permanent Redirect', 404: 'Not Found' }[status]
  const fixed = ['Content-Type: text/plain', `Content-Length: ${body.length}`, 'Connection: close']
  return `${[`HTTP/1.1 ${status} ${phrase}`, ...headers, ...fixed].join('\r\n')}\r\n\r\n${body}`
}

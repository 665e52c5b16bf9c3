import type { RefusalAnswer } from '../block-page.ts'

/** Reason phrases (RFC 9110, section 15) of what the gateway itself answers. */
const phrases: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** Writes an answer of the gateway as an HTTP message, one character for each byte. */
export function answerText(answer: RefusalAnswer, how: { withBody: boolean; keepAlive: boolean }): string {
  const { status, headers, body } = answer
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const connection = how.keepAlive ? '' : 'Connection: close\r\n'
  const bytes = how.withBody ? Buffer.from(body).toString('latin1') : ''
  return `HTTP/1.1 ${status} ${phrases[status] ?? ''}\r\n${lines.join('')}${connection}\r\n${bytes}`
}

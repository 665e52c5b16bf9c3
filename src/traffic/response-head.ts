/** How the end of an answer's body is known (RFC 9112, section 6.3). */
export type Framing = 'none' | 'length' | 'chunked' | 'until-close'

/** The head of one answer of an origin, filled by `readResponseHead`. */
export class ResponseHead {
  status = 0
  /** Characters up to and with the empty line. */
  length = 0
  framing: Framing = 'none'
  contentLength = 0
  /** Whether the origin keeps the connection open after this answer. */
  keepAlive = true
  /** The head as it goes to the client: without the last empty line, product banners and lines of the connection. */
  text = ''
  /** Internal to the reader. */
  lengths = 0
  encoded = false
  version10 = false
}

/**
 * Lines that are not passed on: those of the connection (RFC 9110, section 7.6.1) and those by which products tell
 * their version. `transfer-encoding` stays, because the body goes on as it came.
 */
const droppedNames = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'upgrade',
  'server',
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'via',
])

/** What is passed on is said in our own version (RFC 9112, section 2.3), whatever the origin speaks. */
const versionLength = 'HTTP/1.0'.length

/** Lengths of all names that are looked at; most lines need no more than this. */
const weighty = new Set([...[...droppedNames].map((name) => name.length), 'content-length'.length, 17])

/**
 * Reads the head of an answer from latin1 text. Negative: the end has not come yet; 0: malformed, so that nobody can
 * say where the answer ends; positive: the length of the head.
 */
export function readResponseHead(text: string, method: string, head: ResponseHead): number {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return -1
  reset(head, end + 4)
  const start = readStatusLine(text, head)
  if (start < 0) return 0
  let kept = versionLength
  head.text = 'HTTP/1.1'
  for (let at = start; at < end + 2; ) {
    const lineFeed = text.indexOf('\n', at)
    const fate = weigh(text, at, lineFeed, head)
    if (fate === 'malformed') return 0
    if (fate === 'drop') {
      head.text += text.slice(kept, at)
      kept = lineFeed + 1
    }
    at = lineFeed + 1
  }
  head.text += text.slice(kept, end + 2)
  return frame(head, method) ? head.length : 0
}

function reset(head: ResponseHead, length: number): void {
  head.length = length
  head.status = 0
  head.contentLength = 0
  head.lengths = 0
  head.encoded = false
  head.text = ''
}

/** Answers where the first header begins; negative if the line is malformed. */
function readStatusLine(text: string, head: ResponseHead): number {
  const one = text.startsWith('HTTP/1.1 ')
  if (!one && !text.startsWith('HTTP/1.0 ')) return -1
  head.keepAlive = one
  head.version10 = !one
  head.status = digit(text, 9) * 100 + digit(text, 10) * 10 + digit(text, 11)
  const after = text.charCodeAt(12)
  if (!(head.status >= 100 && head.status < 600) || (after !== 32 && after !== 13)) return -1
  const lineFeed = text.indexOf('\n')
  return endsClean(text, 0, lineFeed) ? lineFeed + 1 : -1
}

/** `NaN` for what is no digit. */
function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}

/** Looks for single characters only, which is a third of the cost of looking for line breaks as pairs. */
function weigh(text: string, start: number, lineFeed: number, head: ResponseHead): 'keep' | 'drop' | 'malformed' {
  const colon = text.indexOf(':', start)
  if (colon < start + 1 || colon > lineFeed) return 'malformed'
  // A folded line, and a blank behind the name, hide a length from some readers (RFC 9112, sections 5.1 and 5.2).
  if (isBlank(text.charCodeAt(start)) || isBlank(text.charCodeAt(colon - 1))) return 'malformed'
  if (!endsClean(text, start, lineFeed)) return 'malformed'
  if (!weighty.has(colon - start)) return 'keep'
  const name = text.slice(start, colon).toLowerCase()
  const value = text.slice(colon + 1, lineFeed - 1).trim()
  if (name === 'content-length') return readLength(value, head)
  if (name === 'transfer-encoding') return readEncoding(value, head)
  if (name === 'connection') head.keepAlive = value.toLowerCase().includes('close') ? false : head.keepAlive
  return droppedNames.has(name) ? 'drop' : 'keep'
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

/** Whether a line's only carriage return stands right before its line feed. */
function endsClean(text: string, start: number, lineFeed: number): boolean {
  return text.indexOf('\r', start) === lineFeed - 1
}

function readLength(value: string, head: ResponseHead): 'keep' | 'malformed' {
  if (!/^\d{1,15}$/.test(value) || ++head.lengths > 1) return 'malformed'
  head.contentLength = Number(value)
  return 'keep'
}

function readEncoding(value: string, head: ResponseHead): 'keep' | 'malformed' {
  if (value.toLowerCase() !== 'chunked' || head.encoded) return 'malformed'
  head.encoded = true
  return 'keep'
}

function frame(head: ResponseHead, method: string): boolean {
  if (head.encoded && (head.lengths > 0 || head.version10)) return false
  const bodiless = method === 'HEAD' || head.status === 204 || head.status === 304 || head.status < 200
  if (bodiless) head.framing = 'none'
  else if (head.encoded) head.framing = 'chunked'
  else if (head.lengths === 1) head.framing = head.contentLength > 0 ? 'length' : 'none'
  else head.framing = 'until-close'
  if (head.framing === 'until-close') head.keepAlive = false
  return true
}

/**
 * What the head of a request turned out to be.
 *
 * - `incomplete`: its end has not come yet
 * - `canonical`: so plain that it means the same to everybody, and can be passed on as it stands
 * - `unusual`: allowed, but it needs a full HTTP implementation: chunked bodies, upgrades, HTTP/1.0, `Expect`
 * - `refused`: malformed, or two readers could understand it differently
 */
export type HeadKind = 'incomplete' | 'canonical' | 'unusual' | 'refused'

/** A piece of the head that is not passed on: from a line's first character to behind its line break. */
export interface Cut {
  readonly from: number
  readonly to: number
}

/** The head of one request, filled by `readRequestHead`. One object serves a whole connection. */
export class RequestHead {
  /** Why it was refused, a technical word for the log. */
  why = ''
  method = ''
  /** The target as sent: path and query. */
  target = ''
  /** Value of `Host` as sent. */
  host = ''
  /** Characters up to and with the empty line. */
  length = 0
  contentLength = 0
  /** The beginning of the body, one character for each byte; only where somebody looks at it. */
  body: string | undefined
  /** Whether the client wants to go on after this request. */
  keepAlive = true
  /** Lines that are not passed on: what only belongs to this connection, and what would tell of another client. */
  readonly cuts: Cut[] = []
  /** Internal to the reader. */
  hosts = 0
  lengths = 0
  encoded = false
  unusual = false
  text = ''

  /** The value of a header, several lines joined by commas (RFC 9110, section 5.3); absent if there is none. */
  header(name: string): string | undefined {
    let value: string | undefined
    for (let at = this.text.indexOf('\r\n') + 2; at > 1 && at < this.length - 2; ) {
      const end = this.text.indexOf('\r\n', at)
      const colon = at + name.length
      if (this.text[colon] === ':' && this.text.slice(at, colon).toLowerCase() === name) {
        const more = this.text.slice(colon + 1, end).trim()
        value = value === undefined ? more : `${value}, ${more}`
      }
      at = end + 2
    }
    return value
  }
}

/** Characters of a header's name. RFC 9110 (5.6.2) allows more; servers disagree about them, `_` above all. */
const nameCharacters = table((code) => /[A-Za-z0-9-]/.test(String.fromCharCode(code)))
/** Visible ASCII, space and tab; other bytes only where a full implementation reads them. */
const valueCharacters = table((code) => code === 9 || (code >= 32 && code < 127))
/** RFC 3986 (3.3, 3.4) without `#`; backslash, quotes, braces and the like are nothing that a plain client sends. */
const targetCharacters = table((code) => /[!$&'()*+,\-./0-9:;=?@A-Z_a-z~%[\]|]/.test(String.fromCharCode(code)))

/** Whether a target is a path with a query, in characters that every server reads alike. */
export function isTarget(target: string): boolean {
  return /^\/[!-"$-~]*$/.test(target)
}

/** Whether a method is one that the products know. */
export function isMethod(method: string): boolean {
  return methods.has(method)
}

/** Whether a `Content-Length` is one that everybody reads alike. */
export function isLength(value: string): boolean {
  return lengthForm.test(value)
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
const longestMethod = 7
/** A line feed without its carriage return, which some servers take for the end of a line (RFC 9112, section 2.2). */
const strayBreak = /(?:^|[^\r])\n/
/** More than 15 digits would not be a safe integer. */
const lengthForm = /^(0|[1-9]\d{0,14})$/

const space = 32
const carriageReturn = 13
const lineFeed = 10
const colon = 58

/**
 * Reads the head of a request from latin1 text (RFC 9112, sections 2 to 6) in one pass. It is stricter than the
 * standard: whatever servers are known to disagree about is refused, and what is merely rare is left to another reader.
 */
export function readRequestHead(text: string, head: RequestHead): HeadKind {
  const end = text.indexOf('\r\n\r\n')
  reset(head, text, end + 4)
  if (end < 0) return strayBreak.test(text) ? refused(head, 'line break') : 'incomplete'
  const start = readRequestLine(text, head)
  if (start < 0) return 'refused'
  for (let at = start; at < end + 2; ) {
    at = readHeaderLine(text, at, head)
    if (at < 0) return 'refused'
  }
  return conclude(head)
}

function reset(head: RequestHead, text: string, length: number): void {
  head.why = ''
  head.text = text
  head.length = length
  head.method = ''
  head.contentLength = 0
  head.body = undefined
  head.keepAlive = true
  head.cuts.length = 0
  head.hosts = 0
  head.lengths = 0
  head.encoded = false
  head.unusual = false
}

/** Answers where the first header begins; negative if the line is refused. */
function readRequestLine(text: string, head: RequestHead): number {
  const afterMethod = text.indexOf(' ')
  if (afterMethod < 1 || afterMethod > longestMethod) return refuse(head, 'method')
  head.method = text.slice(0, afterMethod)
  if (!methods.has(head.method)) return refuse(head, 'method')
  let at = afterMethod + 1
  if (text.charCodeAt(at) !== 47) return refuse(head, 'target form')
  for (let code = text.charCodeAt(at); code !== space; code = text.charCodeAt(++at)) {
    if (targetCharacters[code] === 1) continue
    if (code < 33 || code > 126 || code === 35) return refuse(head, 'target character')
    head.unusual = true
  }
  head.target = text.slice(afterMethod + 1, at)
  if (text.startsWith('HTTP/1.1\r\n', at + 1)) return at + 11
  if (!text.startsWith('HTTP/1.0\r\n', at + 1)) return refuse(head, 'version')
  head.unusual = true
  return at + 11
}

/** Answers where the next line begins; negative if this one is refused. */
function readHeaderLine(text: string, start: number, head: RequestHead): number {
  let at = start
  while (nameCharacters[text.charCodeAt(at)] === 1) at++
  if (at === start || text.charCodeAt(at) !== colon) return refuse(head, 'header name')
  const nameEnd = at++
  let code = text.charCodeAt(at)
  while (valueCharacters[code] === 1) code = text.charCodeAt(++at)
  if (code >= 128) {
    head.unusual = true
    while (code >= 128 || valueCharacters[code] === 1) code = text.charCodeAt(++at)
  }
  if (code !== carriageReturn || text.charCodeAt(at + 1) !== lineFeed) return refuse(head, 'header value')
  const line = { start, nameEnd, end: at }
  return isOrdinary(text, line) || weigh(text, line, head) ? at + 2 : -1
}

interface Line {
  readonly start: number
  readonly nameEnd: number
  readonly end: number
}

/** Lengths of the names that mean something to a gateway; the test that spares most lines a comparison. */
const weighty = new Set([2, 4, 6, 7, 9, 10, 14, 16, 17])

function isOrdinary(text: string, { start, nameEnd }: Line): boolean {
  return !weighty.has(nameEnd - start) && text.charCodeAt(start + 1) !== 45
}

/** Looks closer at a header that concerns the gateway; false if it is refused. */
function weigh(text: string, line: Line, head: RequestHead): boolean {
  const name = text.slice(line.start, line.nameEnd).toLowerCase()
  const value = text.slice(line.nameEnd + 1, line.end).trim()
  if (tellsOfClient(name)) {
    head.cuts.push({ from: line.start, to: line.end + 2 })
    return true
  }
  const weight = weights.get(name)
  return weight === undefined || weight(value, head, line)
}

/**
 * Names by which proxies tell whom they speak for and what was asked for before they rewrote it: IIS and the frameworks
 * behind it believe them. Only the gateway itself may say that.
 */
function tellsOfClient(name: string): boolean {
  if (name === 'forwarded' || name === 'x-real-ip' || name === 'x-client-ip') return true
  return name.startsWith('x-forwarded-') || name.startsWith('x-original-') || name.startsWith('x-rewrite-')
}

type Weight = (value: string, head: RequestHead, line: Line) => boolean

const weights: ReadonlyMap<string, Weight> = new Map<string, Weight>([
  [
    'host',
    (value, head) => {
      head.host = value
      return ++head.hosts === 1 || refuse(head, 'second Host') > 0
    },
  ],
  [
    'content-length',
    (value, head) => {
      if (!lengthForm.test(value)) return refuse(head, 'Content-Length') > 0
      head.contentLength = Number(value)
      return ++head.lengths === 1 || refuse(head, 'second Content-Length') > 0
    },
  ],
  [
    'transfer-encoding',
    (value, head) => {
      if (head.encoded || value.toLowerCase() !== 'chunked') return refuse(head, 'Transfer-Encoding') > 0
      head.encoded = true
      return true
    },
  ],
  [
    'connection',
    (value, head, line) => {
      const wish = value.toLowerCase()
      if (wish === 'close') head.keepAlive = false
      else if (wish !== 'keep-alive') head.unusual = true
      return dropped(value, head, line)
    },
  ],
  [
    'expect',
    (value, head) => (value.toLowerCase() === '100-continue' ? unusual(value, head) : refuse(head, 'Expect') > 0),
  ],
  ['upgrade', unusual],
  ['te', unusual],
  ['trailer', unusual],
  ['keep-alive', dropped],
  ['proxy-connection', dropped],
])

function unusual(_value: string, head: RequestHead): boolean {
  head.unusual = true
  return true
}

function dropped(_value: string, head: RequestHead, { start, end }: Line): boolean {
  head.cuts.push({ from: start, to: end + 2 })
  return true
}

function conclude(head: RequestHead): HeadKind {
  if (head.hosts !== 1) refuse(head, 'no Host')
  else if (head.encoded && head.lengths > 0) refuse(head, 'Content-Length beside Transfer-Encoding')
  if (head.why !== '') return 'refused'
  return head.unusual || head.encoded ? 'unusual' : 'canonical'
}

function refused(head: RequestHead, why: string): HeadKind {
  head.why = why
  return 'refused'
}

function refuse(head: RequestHead, why: string): number {
  head.why = why
  return -1
}

function table(holds: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (holds(code) ? 1 : 0))
}

/**
 * Why bytes that an origin received are not a row of requests that every server reads alike; undefined if they are. A
 * reader of its own, written from RFC 9112 alone, so that it shares no mistake with the gateway's.
 */
export function ambiguityIn(received: string, client: string): string | undefined {
  let left = received
  while (left !== '') {
    const end = left.indexOf('\r\n\r\n')
    if (end < 0) return `half a head: ${JSON.stringify(left.slice(0, 200))}`
    const head = left.slice(0, end)
    const fault = faultIn(head.split('\r\n'), client)
    if (fault !== undefined) return `${fault}: ${JSON.stringify(head)}`
    const body = bodyOf(head, left.slice(end + 4))
    if (body === undefined) return `a body that nobody can follow: ${JSON.stringify(left.slice(0, 300))}`
    left = left.slice(end + 4 + body)
  }
  return undefined
}

function faultIn([first = '', ...lines]: readonly string[], client: string): string | undefined {
  if (!/^(GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS) \/[!-"$-~]* HTTP\/1\.1$/.test(first)) return 'request line'
  const bad = lines.find((line) => !/^[A-Za-z0-9-]+:[ \t]*[\t\x20-\x7e\x80-\xff]*$/.test(line))
  if (bad !== undefined) return `header ${bad}`
  const all = (name: string): string[] =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim())
  if (all('host').length !== 1) return 'Host'
  if (all('x-forwarded-for').join() !== client) return 'X-Forwarded-For'
  if (all('x-forwarded-proto').length !== 1) return 'X-Forwarded-Proto'
  const [lengths, encodings] = [all('content-length'), all('transfer-encoding')]
  if (lengths.length + encodings.length > 1) return 'two framings'
  if (lengths.some((length) => !/^(0|[1-9]\d*)$/.test(length))) return 'Content-Length'
  if (encodings.some((encoding) => encoding.toLowerCase() !== 'chunked')) return 'Transfer-Encoding'
  const told =
    /^(x-forwarded-(?!for:|proto:)|forwarded:|x-real-ip:|x-original-|x-rewrite-|proxy-connection:|te:|upgrade:|expect:)/i
  return lines.find((line) => told.test(line))
}

/** Characters of the body; what is not complete yet counts as all there is. */
function bodyOf(head: string, rest: string): number | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) return Math.min(Number(length), rest.length)
  if (!/\r\ntransfer-encoding:/i.test(head)) return 0
  let at = 0
  while (at < rest.length) {
    const size = /^([0-9a-f]+)\r\n/i.exec(rest.slice(at))
    if (!size) return undefined
    const bytes = Number.parseInt(size[1] ?? '', 16)
    at += size[0].length + bytes + 2
    if (at <= rest.length && rest.slice(at - 2, at) !== '\r\n') return undefined
    if (bytes === 0) return at
  }
  return rest.length
}

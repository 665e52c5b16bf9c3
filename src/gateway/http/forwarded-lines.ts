import type { RequestHead } from '../../traffic/request-head.ts'
import type { Source } from '../../traffic/source.ts'

/**
 * The lines that tell an origin who asks and by which protocol, and the empty line behind them. The products see the
 * gateway's own address otherwise. Inbound lines of these names are never passed on, so there is one of each.
 */
export function forwardedLines({ address, encrypted }: Source): string {
  const protocol = encrypted ? 'https' : 'http'
  return `X-Forwarded-For: ${address}\r\nX-Forwarded-Proto: ${protocol}\r\n\r\n`
}

/** The head of a request as it goes to the origin: as sent, without what was cut, with who asks. */
export function forwardedHead({ cuts, length, text }: RequestHead, forwarded: string): string {
  const end = length - 2
  if (cuts.length === 0) return text.slice(0, end) + forwarded
  let kept = ''
  let at = 0
  for (const cut of cuts) {
    kept += text.slice(at, cut.from)
    at = cut.to
  }
  return kept + text.slice(at, end) + forwarded
}

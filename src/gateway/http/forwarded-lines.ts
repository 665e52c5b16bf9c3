import type { Source } from '../../traffic/source.ts'

/**
 * The lines that tell an origin who asks and by which protocol, and the empty line behind them. The products see the
 * gateway's own address otherwise. Inbound lines of these names are never passed on, so there is one of each.
 */
export function forwardedLines({ address, encrypted }: Source): string {
  const protocol = encrypted ? 'https' : 'http'
  return `X-Forwarded-For: ${address}\r\nX-Forwarded-Proto: ${protocol}\r\n\r\n`
}

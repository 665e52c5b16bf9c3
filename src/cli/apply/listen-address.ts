import { formatAddress, parseAddress } from '../../model/address.ts'
import { accepted, type Parsed, rejected } from '../../model/parsed.ts'
import { say } from '../../model/text.ts'

export interface ListenAddress {
  readonly host: string
  readonly port: number
}

/** Reads `10.20.0.11:8900` or `[2001:db8::1]:8900`. */
export function parseListenAddress(text: string): Parsed<ListenAddress> {
  const [, six, four, portText = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? []
  const address = parseAddress(six ?? four ?? '')
  const port = Number(portText)
  if (!address.ok || port > 65_535) return rejected(wrong)
  return accepted({ host: formatAddress(address.value), port })
}

/** The address as it stands in a link. */
export function linkTo({ host, port }: ListenAddress): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

const wrong = say(
  'Nennen Sie Adresse und Port, zum Beispiel 10.20.0.11:8900.',
  'Name address and port, for example 10.20.0.11:8900.',
)

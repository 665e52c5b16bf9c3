import { parseAddress } from './address.ts'
import { parseHost } from './host.ts'
import { accepted, type Parsed, rejected } from './parsed.ts'
import { quoted } from './quoted.ts'
import { say, type Text } from './text.ts'

export type Scheme = 'http' | 'https' | 'tcp'

/** Where a server listens: scheme, host and port, and nothing else. */
export interface Endpoint {
  readonly scheme: Scheme
  /** Lower-case host name, or an address in canonical form (IPv6 without brackets). */
  readonly host: string
  readonly port: number
}

const usualPorts: Readonly<Record<Scheme, number | undefined>> = { http: 80, https: 443, tcp: undefined }

/** Reads `https://10.20.0.10`, `http://10.20.0.11:8040` or `tcp://10.20.0.11:8041`. A path or credentials are refused. */
export function parseEndpoint(text: string, schemes: readonly Scheme[]): Parsed<Endpoint> {
  const form = /^([a-z]+):\/\/(\[[^\]]*\]|[^/:?#@[\]]+)(?::([1-9]\d{0,4}))?\/?$/i.exec(text)
  const scheme = schemes.find((known) => known === form?.[1]?.toLowerCase())
  if (!form || !scheme) return rejected(notAnEndpoint(text, schemes))
  const host = readHost(form[2] ?? '')
  if (!host) return rejected(notAnEndpoint(text, schemes))
  if (!host.ok) return host
  const port = form[3] === undefined ? usualPorts[scheme] : Number(form[3])
  if (port === undefined || port > 65_535) return rejected(notAnEndpoint(text, schemes))
  return accepted({ scheme, host: host.value, port })
}

/** Writes an endpoint so that `parseEndpoint` reads it back; the usual port of the scheme is left out. */
export function formatEndpoint({ scheme, host, port }: Endpoint): string {
  const shown = host.includes(':') ? `[${host}]` : host
  return port === usualPorts[scheme] ? `${scheme}://${shown}` : `${scheme}://${shown}:${port}`
}

/** Brackets hold an IPv6 address and nothing else (RFC 3986, section 3.2.2). */
function readHost(text: string): Parsed<string> | undefined {
  const inBrackets = /^\[(.*)\]$/.exec(text)?.[1]
  if (inBrackets === undefined) return parseHost(text)
  return inBrackets.includes(':') && parseAddress(inBrackets).ok ? parseHost(inBrackets) : undefined
}

function notAnEndpoint(text: string, schemes: readonly Scheme[]): Text {
  const examples: Record<Scheme, string> = {
    http: 'http://10.20.0.11:8040',
    https: 'https://10.20.0.10',
    tcp: 'tcp://10.20.0.11:8041',
  }
  const example = schemes.map((scheme) => examples[scheme])
  return say(
    `${quoted(text)} ist keine Adresse eines Dienstes; erwartet wird zum Beispiel ${example.join(' oder ')}, ohne Pfad.`,
    `${quoted(text)} is not the address of a service; expected is for example ${example.join(' or ')}, without a path.`,
  )
}

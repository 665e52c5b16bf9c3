import type { FirewallProfileName } from './facts.ts'

/** Ports of one side of a rule. Without any range or keyword the rule holds for every port. */
export interface RulePorts {
  readonly ranges: readonly { readonly first: number; readonly last: number }[]
  /** Ports that Windows names by what they are for: `RPC`, `Teredo`. */
  readonly keywords: readonly string[]
}

/** One rule of the Windows firewall, as its registry value says it. */
export interface FirewallRule {
  /** As written; a name such as `@FirewallAPI.dll,-28752` stands for a text in the language of Windows. */
  readonly name?: string
  readonly action: 'allow' | 'block'
  readonly active: boolean
  readonly direction: 'in' | 'out'
  /** IANA number (6 TCP, 17 UDP); absent for every protocol. */
  readonly protocol?: number
  /** Empty: every profile. */
  readonly profiles: readonly FirewallProfileName[]
  readonly localPorts: RulePorts
  readonly remotePorts: RulePorts
  readonly localAddresses: readonly string[]
  /** Empty: every address. */
  readonly remoteAddresses: readonly string[]
  readonly program?: string
  readonly service?: string
  /** Also for what comes through a tunnel past the router. */
  readonly edge: boolean
  /** Names of all other keys, such as `RMauth`: what they say narrows the rule, how is not read. */
  readonly further: readonly string[]
}

/**
 * Reads a value below `FirewallPolicy\FirewallRules`, such as `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|
 * LPort=443|`. The grammar is [MS-GPFAS] 2.2.2.19; keys that it gained later are kept by name. `undefined` for what
 * is no such rule: no version in front, no direction, or an action that is not known.
 */
export function parseFirewallRule(text: string): FirewallRule | undefined {
  const [version, ...parts] = text.split('|')
  if (version === undefined || !/^v\d{1,3}\.\d{1,3}$/i.test(version)) return
  const fields = fieldsOf(parts)
  const action = actions[one(fields, 'action')?.toLowerCase() ?? '']
  const direction = directions[one(fields, 'dir')?.toLowerCase() ?? '']
  if (action === undefined || direction === undefined) return
  const name = one(fields, 'name')
  const program = one(fields, 'app')
  const service = one(fields, 'svc')
  return {
    ...(name === undefined ? {} : { name }),
    action,
    // Whoever leaves the word out is not trusted to mean "off".
    active: one(fields, 'active')?.toUpperCase() !== 'FALSE',
    direction,
    ...protocolOf(one(fields, 'protocol')),
    profiles: many(fields, 'profile').flatMap((word) => profileNames[word.toLowerCase()] ?? []),
    localPorts: portsOf([...many(fields, 'lport'), ...many(fields, 'lport2_10')]),
    remotePorts: portsOf([...many(fields, 'rport'), ...many(fields, 'rport2_10')]),
    localAddresses: [...many(fields, 'la4'), ...many(fields, 'la6')],
    remoteAddresses: ['ra4', 'ra6', 'ra42', 'ra62'].flatMap((key) => many(fields, key)),
    ...(program === undefined ? {} : { program }),
    ...(service === undefined || service === '*' ? {} : { service }),
    edge: one(fields, 'edge')?.toUpperCase() === 'TRUE',
    further: furtherOf(fields),
  }
}

/** Whether a rule speaks of one port of this machine. A keyword other than those of one fixed port speaks of none. */
export function ruleHoldsPort(
  { protocol, localPorts }: FirewallRule,
  wanted: { readonly protocol: 'tcp' | 'udp'; readonly port: number },
): boolean {
  if (protocol !== undefined && protocol !== protocolNumbers[wanted.protocol]) return false
  if (isEveryPort(localPorts)) return true
  return localPorts.ranges.some(({ first, last }) => first <= wanted.port && wanted.port <= last)
}

export function isEveryPort({ ranges, keywords }: RulePorts): boolean {
  return ranges.length === 0 && keywords.length === 0
}

/** Whether a rule holds for every address, be it that it names none or that it names all of them. */
export function isForEveryone({ remoteAddresses }: FirewallRule): boolean {
  return remoteAddresses.length === 0 || remoteAddresses.some((address) => everyone.test(address))
}

const protocolNumbers = { tcp: 6, udp: 17 } as const

const everyone = /^(0\.0\.0\.0(\/(0|0\.0\.0\.0)|-255\.255\.255\.255)|::\/0|\*|any|internet)$/i

const actions: Readonly<Partial<Record<string, FirewallRule['action']>>> = {
  allow: 'allow',
  bypass: 'allow',
  block: 'block',
}

const directions: Readonly<Partial<Record<string, FirewallRule['direction']>>> = { in: 'in', out: 'out' }

const profileNames: Readonly<Partial<Record<string, FirewallProfileName>>> = {
  domain: 'domain',
  private: 'private',
  public: 'public',
}

/** Keywords that stand for one port. */
const fixedPorts: Readonly<Partial<Record<string, number>>> = {
  'rpc-epmap': 135,
  iphttpsin: 443,
  iptlsin: 443,
  mdns: 5353,
}

const readKeys: ReadonlySet<string> = new Set(
  'action active dir protocol profile lport lport2_10 rport rport2_10 la4 la6 ra4 ra6 ra42 ra62 app svc name desc embedctxt edge'.split(
    ' ',
  ),
)

type Fields = ReadonlyMap<string, { readonly written: string; readonly values: readonly string[] }>

function fieldsOf(parts: readonly string[]): Fields {
  const fields = new Map<string, { written: string; values: string[] }>()
  for (const part of parts) {
    const end = part.indexOf('=')
    if (end <= 0) continue
    const written = part.slice(0, end)
    const key = written.toLowerCase()
    const known = fields.get(key)
    const value = part.slice(end + 1)
    if (known) known.values.push(value)
    else fields.set(key, { written, values: [value] })
  }
  return fields
}

function furtherOf(fields: Fields): readonly string[] {
  const names: string[] = []
  for (const [key, { written }] of fields) if (!readKeys.has(key)) names.push(written)
  return names
}

function one(fields: Fields, key: string): string | undefined {
  return fields.get(key)?.values[0]
}

function many(fields: Fields, key: string): readonly string[] {
  return fields.get(key)?.values ?? none
}

const none: readonly string[] = []

/** 256 is how Windows writes "every protocol" ([MS-FASP] 2.2.37). */
function protocolOf(text: string | undefined): { protocol?: number } {
  if (text === undefined || !/^\d{1,3}$/.test(text) || Number(text) > 255) return {}
  return { protocol: Number(text) }
}

function portsOf(texts: readonly string[]): RulePorts {
  const ranges: { first: number; last: number }[] = []
  const keywords: string[] = []
  for (const text of texts.flatMap((list) => list.split(','))) {
    const range = rangeOf(text.trim())
    if (range) ranges.push(range)
    else keywords.push(text.trim())
  }
  return { ranges, keywords }
}

function rangeOf(text: string): { first: number; last: number } | undefined {
  const fixed = fixedPorts[text.toLowerCase()]
  if (fixed !== undefined) return { first: fixed, last: fixed }
  const form = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text)
  const first = Number(form?.[1])
  const last = Number(form?.[2] ?? form?.[1])
  return first <= last && last <= 65_535 ? { first, last } : undefined
}

import { isLinkLocal, isLoopback, networkOf } from '../../controls/network-text.ts'
import { originDirect } from '../../controls/reverse-proxy/origin-direct.ts'
import { formatPrefix, type Prefix } from '../../model/address.ts'
import type { Finding } from '../../model/assessment.ts'
import type { Text } from '../../model/text.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'
import type { Application } from '../../targets/iis/places.ts'
import { admittedThere, deniedThere, type RulesWish } from '../../targets/iis/rules.ts'
import type { XmlDocument } from '../../targets/xml-document.ts'
import type { Asked } from '../planner.ts'
import { noIpv6, noNetworks, proxyOpen, staysDenied } from './iis-words.ts'
import { lockedOutOf, technicianPrefixes, written } from './locked-out.ts'
import { proxyAddresses } from './proxy-in-front.ts'

/** Whom IIS is to let in, or why nothing can be planned. */
export interface Rules extends RulesWish {
  readonly refusal: Text | undefined
}

/** The technicians, the server itself and 127.0.0.1: Automate calls itself (automate.md §2). */
export function rulesFor({ policy, findings }: Asked, today: string): Rules {
  const technicians = technicianPrefixes(policy).filter(({ family, length }) => family === 4 && length > 0)
  const isProxied = proxyAddresses(policy, 'automate') !== undefined
  const isOpen = isProxied && !isOriginClosed(policy, today)
  const refusal = technicians.length === 0 ? noNetworks : isOpen ? proxyOpen : undefined
  const own = ['127.0.0.1', ...ownAddresses(policy, findings)].flatMap((text) => networkOf(text) ?? [])
  return { networks: [...own, ...technicians], proxyMode: isProxied, refusal }
}

interface Planning {
  readonly document: XmlDocument
  readonly restricted: readonly Application[]
  readonly rules: Rules
}

/** Everybody who would be locked out of the restricted applications, as far as it can be told. */
export function lockedOutAt(asked: Asked, { document, restricted, rules }: Planning): readonly Text[] {
  const lists = restricted.map(({ path }) => {
    const denied = deniedThere(document, path, rules.networks)
    return written([...admittedThere(document, path), ...rules.networks.filter((network) => !denied.includes(network))])
  })
  const denied = restricted.flatMap(({ path, name }) =>
    deniedThere(document, path, rules.networks).map((network) => staysDenied(formatPrefix(network), name)),
  )
  const six = written(technicianPrefixes(asked.policy).filter(({ family }) => family === 6)).join(', ')
  return [...lockedOutOf(lists, asked), ...denied, ...(six === '' ? [] : [noIpv6(six)])]
}

/** Only a person can say that nobody gets past the proxy: a dated answer of the policy, still good on that day. */
function isOriginClosed({ attestations }: Policy, today: string): boolean {
  return attestations.some(
    ({ control, server, answer, version, item, since, until }) =>
      control === originDirect.id &&
      version === originDirect.version &&
      server === 'automate' &&
      item === undefined &&
      answer === 'pass' &&
      since <= today &&
      today <= until,
  )
}

/** The server's own IPv4 addresses as its witness saw them; without it the one under which the policy has it. */
function ownAddresses(policy: Policy, findings: readonly Finding[]): readonly string[] {
  const values = findings.flatMap(({ evidence }) => evidence.map(({ value }) => value))
  const seen = [...new Set(values.flatMap(interfaceAddresses))]
  const origin = serverOfKind(policy, 'automate')?.origin.host ?? ''
  return (seen.length > 0 ? seen : [origin]).filter((text) => {
    const network: Prefix | undefined = networkOf(text)
    return network?.family === 4 && !isLoopback(text) && !isLinkLocal(text)
  })
}

/** The addresses in a cited `windows.interfaces`, without the lengths of their networks. */
function interfaceAddresses(value: unknown): readonly string[] {
  const interfaces = listIn(value, 'interfaces')
  const texts = interfaces.flatMap((one) => listIn(one, 'addresses'))
  return texts.flatMap((text) => (typeof text === 'string' ? [text.replace(/[/%].*$/, '')] : []))
}

function listIn(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !(name in value)) return []
  const list: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return Array.isArray(list) ? list : []
}

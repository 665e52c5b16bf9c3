import { parsePrefix } from '../../model/address.ts'
import { type Family, joinedSpans, minus, type Span, spanOf } from '../address-set.ts'
import { familyOf } from './render.ts'
import { entryOf, field, list, statementText } from './statement.ts'
import { type Chain, type Hook, type NamedSet, type Table, tableName } from './table.ts'

/** One way in which the kernel holds something else than it should. */
export type Difference =
  | { readonly kind: 'no-table' }
  | { readonly kind: 'chain' | 'set'; readonly name: string; readonly is: 'missing' | 'extra' | 'of another form' }
  | {
      readonly kind: 'elements'
      readonly name: string
      readonly is: 'missing' | 'extra'
      readonly spans: readonly Span[]
    }
  /** The first rule of a chain that is another one; absent where one of both has ended. */
  | {
      readonly kind: 'rule'
      readonly name: string
      readonly index: number
      readonly wanted?: string
      readonly found?: string
    }

/**
 * Compares what should be with what `nft -j list table inet bollwerk` tells. Bans that the gateway added since are told as
 * extra elements, bans that ended as missing ones; what the kernel counts by itself is not compared.
 * @throws SyntaxError if the text is no JSON.
 */
export function readBack(told: string, wanted: Table): readonly Difference[] {
  const held = heldIn(JSON.parse(told))
  if (!held.isThere) return [{ kind: 'no-table' }]
  return [
    ...strangers('chain', held.chains, wanted.chains),
    ...strangers('set', held.sets, wanted.sets),
    ...wanted.sets.flatMap((set) => differencesOfSet(set, held.sets.get(set.name))),
    ...wanted.chains.flatMap((chain) => differencesOfChain(chain, held.chains.get(chain.name), held.rules)),
  ]
}

/** What the kernel holds, as it was told. */
interface Held {
  readonly isThere: boolean
  readonly chains: ReadonlyMap<string, unknown>
  readonly sets: ReadonlyMap<string, unknown>
  /** The rules of each chain, in their order. */
  readonly rules: ReadonlyMap<string, readonly string[]>
}

function heldIn(told: unknown): Held {
  const rules = new Map<string, string[]>()
  const [chains, sets] = [new Map<string, unknown>(), new Map<string, unknown>()]
  let isThere = false
  for (const [kind, about] of list(field(told, 'nftables')).map(entryOf)) {
    const name = String(field(about, 'name'))
    if (kind === 'table') isThere ||= name === tableName && field(about, 'family') === 'inet'
    if (kind === 'chain') chains.set(name, about)
    if (kind === 'set' || kind === 'map') sets.set(name, about)
    if (kind !== 'rule') continue
    const chain = String(field(about, 'chain'))
    const text = list(field(about, 'expr')).map(statementText).join(' ')
    rules.set(chain, [...(rules.get(chain) ?? []), text])
  }
  return { isThere, chains, sets, rules }
}

function strangers(
  kind: 'chain' | 'set',
  held: ReadonlyMap<string, unknown>,
  wanted: readonly { readonly name: string }[],
): readonly Difference[] {
  const known = new Set(wanted.map(({ name }) => name))
  return [...held.keys()].filter((name) => !known.has(name)).map((name) => ({ kind, name, is: 'extra' }))
}

const priorities: Readonly<Record<Hook['priority'], number>> = { raw: -300, mangle: -150, dstnat: -100 }

function differencesOfChain(
  { name, hook, rules: wanted }: Chain,
  held: unknown,
  rules: ReadonlyMap<string, readonly string[]>,
): readonly Difference[] {
  if (held === undefined) return [{ kind: 'chain', name, is: 'missing' }]
  const place = ['type', 'hook', 'prio'].map((key) => field(held, key))
  const meant =
    hook === undefined ? [undefined, undefined, undefined] : [hook.type, hook.hook, priorities[hook.priority]]
  const isHooked = place.every((value, index) => value === meant[index])
  const isOpen = hook === undefined || field(held, 'policy') === 'accept'
  if (!isHooked || !isOpen) return [{ kind: 'chain', name, is: 'of another form' }]
  const found = rules.get(name) ?? []
  const longest = Math.max(wanted.length, found.length)
  for (let index = 0; index < longest; index++) {
    const [ought, is] = [wanted[index], found[index]]
    if (ought === is) continue
    return [
      {
        kind: 'rule',
        name,
        index,
        ...(ought !== undefined && { wanted: ought }),
        ...(is !== undefined && { found: is }),
      },
    ]
  }
  return []
}

function differencesOfSet(wanted: NamedSet, held: unknown): readonly Difference[] {
  const { name, type, flags, fedBy } = wanted
  if (held === undefined) return [{ kind: 'set', name, is: 'missing' }]
  // The listing says nothing of `dynamic`.
  const told = list(field(held, 'flags'))
  const isAlike = flags.every((flag) => flag === 'dynamic' || told.includes(flag))
  if (field(held, 'type') !== type || !isAlike) return [{ kind: 'set', name, is: 'of another form' }]
  if (fedBy === 'kernel' || type === 'inet_service') return []
  const family = familyOf(type)
  const found = joinedSpans(list(field(held, 'elem')).flatMap((element) => spanOfElement(element, family)))
  const ought = joinedSpans([
    ...(wanted.spans ?? []),
    ...(wanted.elements ?? []).map(({ value }) => ({ first: value, last: value })),
  ])
  const differing = { missing: minus(ought, found), extra: minus(found, ought) }
  return (['missing', 'extra'] as const)
    .filter((is) => differing[is].length > 0)
    .map((is) => ({ kind: 'elements', name, is, spans: differing[is] }))
}

/** The addresses that an element stands for: an address, a prefix, a range, or one of these with its timeout. */
function spanOfElement(element: unknown, family: Family): readonly Span[] {
  if (typeof element === 'string') return spanOfPrefix(element, family)
  const [kind, about] = entryOf(element)
  if (kind === 'elem') return spanOfElement(field(about, 'val'), family)
  if (kind === 'prefix') return spanOfPrefix(`${String(field(about, 'addr'))}/${String(field(about, 'len'))}`, family)
  const ends = list(about).flatMap((end) => spanOfPrefix(String(end), family))
  const [first, last] = [ends[0]?.first, ends[1]?.last]
  return kind === 'range' && first !== undefined && last !== undefined ? [{ first, last }] : []
}

function spanOfPrefix(text: string, family: Family): readonly Span[] {
  const prefix = parsePrefix(text)
  if (!prefix.ok) return []
  const { first, last } = spanOf(prefix.value)
  // An IPv4 address that the kernel has as IPv6.
  const offset = prefix.value.family === family ? 0n : 0xffff_0000_0000n
  return [{ first: first + offset, last: last + offset }]
}

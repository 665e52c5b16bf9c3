import { parseAddress, parsePrefix } from '../../src/model/address.ts'
import type { SharedPolicy } from './policy.ts'

type Standing = 'technician' | 'admitted' | 'refused'
type Audience = SharedPolicy['rules'][number]['audience']

/** What an address may do, by binary search over sorted ranges. */
export function addressTable({ technicians, blocked, countries }: SharedPolicy): (address: string) => Standing {
  const isTechnician = among(technicians)
  const isBlocked = among(blocked)
  const isAtHome = among(countries.map(({ prefix }) => prefix))
  return (address) => {
    if (isTechnician(address)) return 'technician'
    return isBlocked(address) || !isAtHome(address) ? 'refused' : 'admitted'
  }
}

/** Whether an address lies in one of the prefixes, none of which overlap. */
function among(texts: readonly string[]): (address: string) => boolean {
  const ranges = { 4: rangesOf(texts, 4), 6: rangesOf(texts, 6) }
  return (text) => {
    const address = parseAddress(text)
    if (!address.ok) return false
    const { family, number } = address.value
    const { firsts, lasts } = ranges[family]
    let [low, high] = [0, firsts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((firsts[middle] ?? 0n) <= number) low = middle + 1
      else high = middle
    }
    return low > 0 && number <= (lasts[low - 1] ?? 0n)
  }
}

function rangesOf(texts: readonly string[], family: 4 | 6): { firsts: BigUint64Array | bigint[]; lasts: bigint[] } {
  const prefixes = texts
    .flatMap((text) => {
      const prefix = parsePrefix(text)
      return prefix.ok && prefix.value.family === family ? [prefix.value] : []
    })
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
  const width = family === 4 ? 32 : 128
  const firsts = prefixes.map(({ number }) => number)
  return { firsts, lasts: prefixes.map(({ number, length }) => number + (1n << BigInt(width - length)) - 1n) }
}

/** Whom a path is for: the patch and the patterns first, then the longest prefix. */
export function pathTable({ rules, patterns, patched }: SharedPolicy): (url: string) => Audience {
  const probed = new RegExp(patterns.join('|'))
  return (url) => {
    const query = url.indexOf('?')
    const path = canonical(query < 0 ? url : url.slice(0, query))
    if (path.startsWith(patched) || probed.test(path)) return 'nobody'
    return rules.find((rule) => path.startsWith(rule.path))?.audience ?? 'technicians'
  }
}

/** Decoded and in lower case; what cannot be decoded is for nobody anyway. */
function canonical(path: string): string {
  if (!path.includes('%')) return path.toLowerCase()
  try {
    return decodeURIComponent(path).toLowerCase()
  } catch {
    return ''
  }
}

/** Whether an address has had more requests than it may in the current second. */
export function rateTable(most: number): (address: string) => boolean {
  let second = 0
  const counts = new Map<string, number>()
  return (address) => {
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) counts.clear()
    second = now
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    return count > most
  }
}

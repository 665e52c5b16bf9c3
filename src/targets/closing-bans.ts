import { formatPrefix, type Prefix } from '../model/address.ts'
import type { BanEntry } from '../traffic/bans.ts'

/**
 * The bans that hold at a moment for every area of a way in: by themselves, or an IPv6 /64 together with its /56, for as
 * long as both last.
 */
export function closingBans(bans: readonly BanEntry[], scopes: number, now: number): readonly BanEntry[] {
  const wide = new Map(
    bans.filter(({ prefix }) => prefix.length === 56).map((ban) => [formatPrefix(ban.prefix), ban] as const),
  )
  const closing = bans.flatMap((ban): BanEntry[] => {
    if ((ban.scopes & scopes) === scopes) return [ban]
    const around = ban.prefix.length === 64 ? wide.get(formatPrefix(around56(ban.prefix))) : undefined
    if (around === undefined || ((ban.scopes | around.scopes) & scopes) !== scopes) return []
    return [{ ...ban, expiresAt: Math.min(ban.expiresAt, around.expiresAt) }]
  })
  return closing.filter(({ expiresAt }) => expiresAt > now)
}

function around56({ family, number }: Prefix): Prefix {
  return { family, number: (number >> 72n) << 72n, length: 56 }
}

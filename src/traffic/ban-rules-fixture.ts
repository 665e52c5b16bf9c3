/** The rules of `Bans.strike` read plainly, with maps that grow for ever, for tests to compare with. */
export class BanRules {
  readonly #emptyAt = new Map<string, number>()
  readonly #bans = new Map<number, { scopes: number; end: number; level: number }>()

  isBanned(source: number, scope: number, now: number): boolean {
    return (this.#lasting(source, now) & (1 << scope)) !== 0
  }

  /** Says whether an offence bans; `imposed` must follow then. */
  bans({ source, scope, weight, now }: { source: number; scope: number; weight: number; now: number }): boolean {
    if (this.isBanned(source, scope, now)) return false
    const owed = Math.max(0, (this.#emptyAt.get(`${source} ${scope}`) ?? 0) - now) + weight * 6000
    this.#emptyAt.set(`${source} ${scope}`, owed >= 60_000 ? 0 : now + owed)
    return owed >= 60_000
  }

  /** The scopes and the level of a ban of a scope that begins now. */
  sentence(source: number, scope: number, now: number): [number, number] {
    const lasting = this.#lasting(source, now)
    const { end = 0, level = 0 } = this.#bans.get(source) ?? {}
    const repeated = now < end + 30 * 86_400_000 ? Math.min(3, level + 1) : 1
    return [lasting | (1 << scope), lasting === 0 ? repeated : level]
  }

  /** Writes down a ban; its end has jitter, so the table says it. */
  impose(source: number, [scopes, level]: [number, number], end: number): void {
    this.#bans.set(source, { scopes, level, end })
  }

  #lasting(source: number, now: number): number {
    const ban = this.#bans.get(source)
    return ban !== undefined && now < ban.end ? ban.scopes : 0
  }
}

import { readEvents, type TimeRange } from '../../gateway/events/find.ts'
import { ruleWords } from '../../traffic/rule-words.ts'

/** What one rule refused to one address. */
export interface Refusals {
  readonly rule: string
  readonly count: number
  /** Of the newest one, for `bollwerk explain`. */
  readonly reference: string
}

/** Refusals by address, of each the rule that refused most first. Events of rules that only observe do not count. */
export type RefusalsByAddress = ReadonlyMap<string, readonly Refusals[]>

/** Reads what a gateway refused in a time. */
export async function readRefusals(eventsFolder: string, range: TimeRange): Promise<RefusalsByAddress> {
  const found = new Map<string, Map<string, Refusals>>()
  for await (const { verdict, address, rule, reference } of readEvents(eventsFolder, range)) {
    if (verdict === 'would-refuse' || verdict === 'forward') continue
    const own = found.get(address) ?? new Map<string, Refusals>()
    own.set(rule, { rule, count: (own.get(rule)?.count ?? 0) + 1, reference })
    found.set(address, own)
  }
  return new Map([...found].map(([address, own]) => [address, [...own.values()].sort((a, b) => b.count - a.count)]))
}

/** How often each rule refused anybody, the most frequent first. Rules that are told in the same words count together. */
export function refusalsByRule(refusals: RefusalsByAddress): readonly Pick<Refusals, 'rule' | 'count'>[] {
  const counts = new Map<string, { rule: string; count: number }>()
  for (const { rule, count } of [...refusals.values()].flat()) {
    const { en } = ruleWords(rule)
    const [family = rule] = rule.split('.')
    const known = counts.get(en)
    counts.set(en, known ? { rule: known.rule === rule ? rule : family, count: known.count + count } : { rule, count })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

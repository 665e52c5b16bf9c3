import type { Verdict } from '../../traffic/verdict.ts'

/** Notes a rule that objects: in `txn.rule` where it decides, in `txn.observed` where it only reports. */
export function objection(rule: string, { mode }: Pick<Verdict, 'mode'>, conditions: readonly string[]): string {
  const when = ['!decided', ...conditions].join(' ')
  if (mode === 'enforce') {
    return rule.includes('%')
      ? `http-request set-var-fmt(txn.rule) "${rule}" if ${when}`
      : `http-request set-var(txn.rule) str(${rule}) if ${when}`
  }
  return `http-request set-var-fmt(txn.observed) "%[var(txn.observed)] ${rule}" if ${when}`
}

/** A condition that names areas. */
export function inAreas(ids: readonly string[]): string {
  return `{ var(txn.area) -m str ${ids.join(' ')} }`
}

/** Values in groups that have the same key, in the order in which the keys come. */
export function grouped<Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => string,
): readonly (readonly Value[])[] {
  const groups = new Map<string, Value[]>()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return [...groups.values()]
}

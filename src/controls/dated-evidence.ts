import { EvidenceSet } from '../evidence/facts.ts'
import { latestHonestMoment } from '../model/moment.ts'
import type { ServerKind } from '../model/server.ts'
import { type ByAge, byAge } from './staleness.ts'

/** When all controls are asked with the same evidence at the same moment, it is sorted by age once and not for each. */
interface Moment {
  readonly evidence: EvidenceSet
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Evidence that is not from the future, and the servers of which some is. */
interface Honest {
  readonly past: EvidenceSet
  readonly early: ReadonlySet<ServerKind>
}

/** Evidence by age, what is young enough also as a set to ask. */
interface Ages extends ByAge {
  readonly youngSet: EvidenceSet
}

const honestAt = new WeakMap<EvidenceSet, Map<number, Honest>>()
const agesAt = new WeakMap<EvidenceSet, Map<string, Ages>>()

/** Leaves out what claims to come from the future. */
export function honest({ evidence, now }: Moment): Honest {
  return remembered(honestAt, evidence, now, () => {
    const latest = latestHonestMoment(now)
    const early = evidence.all.filter(({ at }) => at > latest)
    const past = early.length === 0 ? evidence : new EvidenceSet(evidence.all.filter(({ at }) => at <= latest))
    return { past, early: new Set(early.map(({ server }) => server)) }
  })
}

export function agesOf({ evidence, now }: Moment, maximumAgeDays: number): Ages {
  return remembered(agesAt, evidence, `${now} ${maximumAgeDays}`, () => {
    const ages = byAge(evidence.all, now, maximumAgeDays)
    return { ...ages, youngSet: ages.old.length === 0 ? evidence : new EvidenceSet(ages.young) }
  })
}

function remembered<Key, Value>(
  memory: WeakMap<EvidenceSet, Map<Key, Value>>,
  evidence: EvidenceSet,
  key: Key,
  made: () => Value,
): Value {
  const known = memory.get(evidence) ?? new Map<Key, Value>()
  const value = known.get(key) ?? made()
  memory.set(evidence, known.set(key, value))
  return value
}

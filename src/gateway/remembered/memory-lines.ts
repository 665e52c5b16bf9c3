import { z } from 'zod'
import { formatPrefix, type Prefix, parsePrefix } from '../../model/address.ts'
import { longestBan } from '../../traffic/ban-terms.ts'
import type { BanEntry } from '../../traffic/bans.ts'
import type { DecisionMemory } from '../../traffic/decision-memory.ts'
import type { AgentEntry } from '../../traffic/known-agents.ts'
import { fromEpoch, sinceEpoch } from '../shared-clock.ts'

const schema = 'bollwerk.memory/1'

/** What is remembered from one run of the gateway to the next. Times are in milliseconds of the shared clock. */
export interface Remembered {
  readonly bans: readonly BanEntry[]
  readonly agents: readonly AgentEntry[]
}

const moment = z.number().nonnegative()
const line = z.union([
  z.strictObject({ ban: z.string(), scopes: z.int32(), until: moment.nullable(), level: z.int().min(0).max(3) }),
  z.strictObject({ agent: z.string(), first: moment, last: moment, successes: z.int().nonnegative() }),
])
const head = z.strictObject({ schema: z.literal(schema), savedAt: z.string() })
const end = z.strictObject({ lines: z.int() })

/** The memory as lines of JSON: a head, one line for each source, and how many those were. Times become those of 1970. */
export function* memoryLines({ bans, agents }: DecisionMemory, now: number): Generator<string> {
  let lines = 0
  yield JSON.stringify({ schema, savedAt: new Date(sinceEpoch(now)).toISOString() })
  for (const { prefix, scopes, expiresAt, level } of bans.remembered(now)) {
    const until = expiresAt === Number.POSITIVE_INFINITY ? null : Math.max(0, Math.round(sinceEpoch(expiresAt)))
    yield JSON.stringify({ ban: formatPrefix(prefix), scopes, until, level })
    lines += 1
  }
  for (const { prefix, firstAt, lastAt, successes } of agents.entries(now)) {
    const [first, last] = [firstAt, lastAt].map((at) => Math.max(0, Math.round(sinceEpoch(at))))
    yield JSON.stringify({ agent: formatPrefix(prefix), first, last, successes })
    lines += 1
  }
  yield JSON.stringify({ lines })
}

/**
 * Reads what `memoryLines` wrote. Throws if a single line is not as it was written: half a memory is none. A ban never
 * lasts longer from now on than one that is imposed now, wherever the clock was when it was written.
 */
export function readMemoryLines(text: string, now: number): Remembered {
  const [first = '', ...lines] = text.trimEnd().split('\n')
  head.parse(JSON.parse(first))
  const last = end.parse(JSON.parse(lines.pop() ?? ''))
  if (last.lines !== lines.length) throw new Error(`${lines.length} lines of ${last.lines}`)
  const bans: BanEntry[] = []
  const agents: AgentEntry[] = []
  for (const text of lines) {
    const read = line.parse(JSON.parse(text))
    if ('ban' in read) bans.push(banOf(read, now))
    else {
      const { agent, first, last, successes } = read
      agents.push({ prefix: prefixIn(agent), firstAt: fromEpoch(first), lastAt: fromEpoch(last), successes })
    }
  }
  return { bans, agents }
}

function banOf(read: { ban: string; scopes: number; until: number | null; level: number }, now: number): BanEntry {
  const { ban, scopes, until, level } = read
  const asWritten = until === null ? Number.POSITIVE_INFINITY : fromEpoch(until)
  return { prefix: prefixIn(ban), scopes, level, expiresAt: Math.min(asWritten, now + longestBan(level)) }
}

function prefixIn(text: string): Prefix {
  const parsed = parsePrefix(text)
  if (!parsed.ok) throw new Error(`not a network: ${text}`)
  return parsed.value
}

import { canonicalPath } from '../../src/traffic/canonical-path.ts'
import type { Evaluator } from '../../src/traffic/evaluator.ts'
import { Offences } from '../../src/traffic/offences.ts'
import { isMethod, isTarget } from '../../src/traffic/request-head.ts'
import type { Source } from '../../src/traffic/source.ts'
import type { Case } from './cases.ts'
import type { Answer } from './client.ts'
import type { Logged } from './running-haproxy.ts'

/** What an engine makes of a request, in words that can be compared. */
export interface Fate {
  /** `forward`, or the rule that refused with its status. */
  readonly verdict: string
  readonly area: string
  /** Rules that only observe and would have refused. */
  readonly observed: string
}

/** A request with what the evaluator wants of it and what the engine answered. */
export interface Seen {
  readonly agent: string
  readonly asked: Case
  readonly from: string
  readonly wanted: Fate
  readonly answer: Answer
}

/** Where an engine came to something else than the evaluator. */
export interface Difference {
  readonly asked: Case
  readonly from: string
  readonly wanted: Fate
  readonly got: Fate
}

/** Differences that are meant, each with its reason. docs/engines.md tells operators the same. */
export const exceptions: readonly {
  readonly name: string
  readonly why: string
  readonly holds: (difference: Difference) => boolean
}[] = [
  {
    name: 'letters beyond ASCII',
    why: 'HAProxy cannot fold Unicode. It folds German umlauts and refuses every other letter outside of ASCII in a path: stricter.',
    holds: ({ asked, got }) => got.verdict === 'malformed 400' && hasForeignLetter(asked.target),
  },
]

function hasForeignLetter(target: string): boolean {
  const [path = ''] = target.split('?')
  return canonicalPath(path) !== undefined && /%(25)*[89a-f]/i.test(path)
}

/** What the gateway makes of a request: what it refuses to read, then what the evaluator says. */
export function fateOf(
  asked: Case,
  { source, answer }: { readonly source: Source; readonly answer: Answer },
  evaluator: Evaluator,
): Fate {
  const { method, target, headers } = asked
  const none = { area: '', observed: '' }
  if (!isMethod(method) || !isTarget(target)) return { ...none, verdict: 'malformed 400' }
  const server = evaluator.serverOf(headers['host'] ?? '')
  if (server === undefined) return { ...none, verdict: 'malformed.host 421' }
  const header = (name: string): string | undefined => headers[name]
  const verdict = evaluator.judgeRequest({ source, server, now: 1000 }, { method, target, contentLength: 0, header })
  const { action, rule, status } = verdict
  // What the engine refused as unreadable is no exploit to it: it bans nobody for that.
  const isUnread = answer.status === 400 && hasForeignLetter(target)
  if (action !== 'forward' && !isUnread) new Offences(evaluator).refused(source, verdict, { header, now: 1000 })
  const observed = verdict.observed.map((objection) => objection.rule).join(' ')
  return { verdict: action === 'forward' ? 'forward' : `${rule} ${status}`, area: verdict.area ?? '', observed }
}

/**
 * Every difference, and how many requests left no line in the log although they should have: HAProxy rather loses a line than
 * waits for it. Of those only status and origin are compared.
 */
export function compared(
  seen: readonly Seen[],
  log: readonly Logged[],
): { readonly differences: readonly Difference[]; readonly unlogged: number } {
  const byAgent = new Map(log.map((event) => [event.userAgent, event]))
  const pairs = seen.map((one) => ({ one, event: byAgent.get(one.agent) }))
  const unlogged = pairs.filter(
    ({ one, event }) => isLost(one.wanted, event) && one.wanted.verdict !== unreadable,
  ).length
  const differences = pairs.flatMap(({ one, event }): Difference[] => {
    const { asked, from, wanted } = one
    const got = gotten(one, event)
    return isSame(got, wanted) ? [] : [{ asked, from, wanted, got }]
  })
  return { differences, unlogged }
}

/** What HAProxy's own reader refuses is logged without the name of the client. */
const unreadable = 'malformed 400'

function isLost({ verdict, observed }: Fate, event: Logged | undefined): boolean {
  return event === undefined && (verdict !== 'forward' || observed !== '')
}

function gotten(one: Seen, event: Logged | undefined): Fate {
  const { wanted, answer } = one
  const passed = answer.headers.get('x-seen')
  // Only what is malformed is answered with 400, so that much is known also where the log lost the line.
  const rule = event?.rule ?? (answer.status === 400 ? 'malformed' : wanted.verdict.split(' ', 1)[0])
  return {
    verdict: passed === undefined ? `${rule} ${answer.status}` : forwarded(passed, answer, one),
    area: wanted.area === '' ? '' : (event?.area ?? wanted.area),
    observed: isLost(wanted, event) ? wanted.observed : (event?.observed.trim() ?? ''),
  }
}

function isSame(one: Fate, other: Fate): boolean {
  return one.verdict === other.verdict && one.area === other.area && one.observed === other.observed
}

/** The origin must get the target as it was sent and the client's address once, and the client no versions. */
function forwarded(passed: string, { headers }: Answer, { asked, from }: { asked: Case; from: string }): string {
  if (passed !== asked.target) return `changed to ${passed}`
  if (headers.get('x-from') !== from) return `said to be from ${headers.get('x-from')}`
  return headers.has('server') || headers.has('x-powered-by') ? 'tells versions' : 'forward'
}

import type { AreaId, AreaProbe } from '../../../model/area.ts'
import type { PathFact } from '../facts.ts'
import { closedInstead, type HttpAnswer, isRedirect } from '../http/answer.ts'
import { type Answer, answered, missing } from '../probe.ts'

export interface AskedPath extends AreaProbe {
  readonly area: AreaId | 'nothing'
  /** The name that was asked for; a redirect to another one is no answer of this server. */
  readonly host: string
}

/**
 * Sorts the answer to one path as `PathFact` describes it. When in doubt a path counts as answered, because a wrong
 * `refused` would call an open door closed. A redirect to another host is neither: it may be a front door that sends
 * to its sign-in, or the same product under its other name.
 */
export function pathFact({ area, path, method, host }: AskedPath, answer: Answer<HttpAnswer>): Answer<PathFact> {
  const asked = { area, path, method }
  if ('missing' in answer) return closedInstead(answer.missing) ? answered({ ...asked, answer: 'refused' }) : answer
  const { status, headers } = answer.value
  const { location } = headers
  if (isRedirect(status) && location !== undefined && leavesHost(location, host)) {
    return missing('unreadable', `HTTP ${status} to ${location}`)
  }
  return answered({
    ...asked,
    answer: verdict(answer.value),
    status,
    ...(location === undefined ? {} : { location }),
  })
}

/** Whether a `Location` names another host; the port and the scheme may differ. */
export function leavesHost(location: string, host: string): boolean {
  const authority = /^\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}([^\\/?#]*)/i.exec(location)?.[1]
  if (authority === undefined) return false
  const name = authority.replace(/^.*@/, '').replace(/:\d*$/, '').replace(/\.$/, '')
  return name.toLowerCase() !== host.toLowerCase()
}

/** Statuses by which a server or a door in front of it says no (RFC 9110, section 15.5; 451: RFC 7725). */
const refusals: ReadonlySet<number> = new Set([403, 404, 410, 451])

/** Statuses that tell nothing about the path: not understood, too slow, too often. */
const tellingNothing: ReadonlySet<number> = new Set([400, 407, 408, 421, 425, 429])

function verdict(answer: HttpAnswer): PathFact['answer'] {
  const { status } = answer
  if (refusals.has(status) || (status === 401 && isFrontDoor(answer))) return 'refused'
  return status >= 500 || tellingNothing.has(status) ? 'failing' : 'answered'
}

/** A password prompt by something that calls itself neither Windows nor the product. */
function isFrontDoor({ headers }: HttpAnswer): boolean {
  const { server = '' } = headers
  const isProduct = server === '' || /^(Microsoft-|ScreenConnect\/)/i.test(server)
  return !isProduct && /^(basic|digest)\b/i.test(headers['www-authenticate'] ?? '')
}

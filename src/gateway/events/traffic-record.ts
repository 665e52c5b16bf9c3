import type { AreaId } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import { recordLine } from './record-line.ts'

/** How many answers had a status of each hundred; `none` for what has no status (relay, heartbeat). */
export type StatusClasses = Readonly<Partial<Record<StatusClass, number>>>

export const statusClassNames = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'] as const
export type StatusClass = (typeof statusClassNames)[number]

/** What one network was allowed to do in one minute. Nobody can be told apart in it. */
export interface TrafficRecord {
  readonly schema: 'bollwerk.traffic/1'
  /** When counting began, ISO 8601 in UTC. */
  readonly at: string
  /** An IPv4 network of 24 bits or an IPv6 network of 48 bits; `other` when there were too many in that minute. */
  readonly network: string
  readonly server?: ServerKind | undefined
  readonly area?: AreaId | undefined
  readonly count: number
  /** In both directions. */
  readonly bytes: number
  readonly statuses: StatusClasses
}

/** Writes a record as one line of a journal. */
export function trafficLine(record: TrafficRecord): string {
  return recordLine(record)
}

/** Whether a line of a journal, parsed, is a record of this schema. */
export function isTrafficRecord(record: unknown): record is TrafficRecord {
  if (typeof record !== 'object' || record === null) return false
  const { schema, at, network, count }: Partial<Record<string, unknown>> = { ...record }
  return (
    schema === 'bollwerk.traffic/1' &&
    typeof at === 'string' &&
    typeof network === 'string' &&
    typeof count === 'number'
  )
}

/** The position of a status in {@link statusClassNames}. */
export function statusClassIndex(status: number | undefined): number {
  return status !== undefined && status >= 100 && status < 600 ? Math.floor(status / 100) : 0
}

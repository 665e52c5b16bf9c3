import type { Evidence } from '../model/evidence.ts'
import { vantageKey } from './vantage-evidence.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * The evidence of the latest look: of each way of asking from each place what was seen within an hour of its newest
 * answer, and nothing that is more than a day older than the newest of all. What an earlier look saw (before an
 * upgrade, say) is history and contradicts nothing.
 */
export function latestLook<Value>(pieces: readonly Evidence<Value>[]): readonly Evidence<Value>[] {
  const newest = newestOf(pieces)
  const newestByWay = new Map<string, number>()
  for (const piece of pieces) {
    const way = wayOf(piece)
    newestByWay.set(way, Math.max(newestByWay.get(way) ?? 0, Date.parse(piece.at)))
  }
  return pieces.filter((piece) => {
    const seenAt = Date.parse(piece.at)
    return seenAt >= newest - dayMs && seenAt >= (newestByWay.get(wayOf(piece)) ?? 0) - hourMs
  })
}

function newestOf(pieces: readonly Evidence[]): number {
  return pieces.reduce((newest, { at }) => Math.max(newest, Date.parse(at)), 0)
}

function wayOf(piece: Evidence): string {
  return `${vantageKey(piece)} ${piece.source}`
}

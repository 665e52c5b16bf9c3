import type { GatewayStatus } from './metrics.ts'
import { sharedClock } from './shared-clock.ts'
import type { GatewayThread } from './thread.ts'

const day = 86_400_000

/** What metrics tell of a gateway beside its counters. */
export function statusOf(
  policyGeneration: number,
  main: GatewayThread | undefined,
  lists: readonly { readonly name: string; readonly modified: number }[],
): GatewayStatus {
  if (main === undefined) return { policyGeneration }
  const { rules, memory } = main.engine.evaluator
  const now = Date.now()
  return {
    policyGeneration,
    bansActive: [...memory.bans.entries(sharedClock())].length,
    geoData: rules.geo.sources.map(({ name, asOf }) => ({ source: name, ageSeconds: (now - Date.parse(asOf)) / 1000 })),
    blockLists: lists.map(({ name, modified }) => ({ name, ageSeconds: (now - modified) / 1000 })),
    certificates: main.tls.store.certificates.flatMap(({ hosts, notAfter }) =>
      hosts.map((host) => ({ host, daysLeft: Math.floor((notAfter - now) / day) })),
    ),
  }
}

import type { AreaId } from '../model/area.ts'
import type { AreaRate } from './policy.ts'

/**
 * What one source may ask of an area. One source is often a whole office behind one address, so agents have the most:
 * two thousand agents that check in every five minutes and poll in between stay below it (reference automate.md, 1.4).
 */
export const usualRates: Readonly<Record<AreaId, AreaRate>> = {
  'automate.agents': { perMinute: 12_000, burst: 4_000 },
  'automate.technicians': { perMinute: 3_000, burst: 1_000 },
  'automate.installer': { perMinute: 120, burst: 60 },
  'automate.heartbeat': { perMinute: 30_000, burst: 5_000 },
  'screenconnect.guests': { perMinute: 1_200, burst: 600 },
  'screenconnect.hosts': { perMinute: 3_000, burst: 1_000 },
  'screenconnect.administration': { perMinute: 600, burst: 300 },
  'screenconnect.setup': { perMinute: 120, burst: 60 },
  'screenconnect.relay': { perMinute: 3_000, burst: 2_000 },
  'screenconnect.downloads': { perMinute: 300, burst: 150 },
  'screenconnect.extensions': { perMinute: 600, burst: 300 },
}

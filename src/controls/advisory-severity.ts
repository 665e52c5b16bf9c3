import type { Advisory } from '../catalog/index.ts'
import type { Severity } from '../model/outcome.ts'

/**
 * What an advisory weighs: `critical` if it is known to be exploited, else by its CVSS base score in the bands of
 * CVSS 3.1, section 5 (9.0 critical, 7.0 high, 4.0 medium). Without a score it counts as `medium`, or as `low` if
 * the vendor disputes it.
 */
export function advisorySeverity({ knownExploited, cvss, disputed }: Advisory): Severity {
  if (knownExploited) return 'critical'
  if (cvss === undefined) return disputed ? 'low' : 'medium'
  if (cvss.score >= 9) return 'critical'
  if (cvss.score >= 7) return 'high'
  return cvss.score >= 4 ? 'medium' : 'low'
}

/** Orders advisories: what ransomware uses first, then what is known to be exploited, then by score. */
export function byDanger(a: Advisory, b: Advisory): number {
  return danger(b) - danger(a)
}

/** Beyond every score, so that exploitation outweighs it. */
const exploitation = 100

function danger({ knownExploited, cvss }: Advisory): number {
  const uses = knownExploited === undefined ? 0 : knownExploited.ransomware ? 2 : 1
  return uses * exploitation + (cvss?.score ?? 0)
}

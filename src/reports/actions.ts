import type { Assessment, Finding } from '../model/assessment.ts'
import { parseLink } from '../model/link.ts'
import { type MeasureId, measureIds } from '../model/measure.ts'
import { bySeverity } from '../model/outcome.ts'
import { groupedBy } from './grouping.ts'
import { isOpenFailure } from './outline.ts'

/** One thing to do, and the failures that it ends. */
export interface Action {
  /** The worst of the failures; its remedy is what to do. */
  readonly finding: Finding
  /** How many other failures on the same server have the same remedy. */
  readonly others: number
  /** Where to book an expert's appointment, if the action is an upgrade and the site named a contact. */
  readonly expert: Expert | undefined
}

export interface Expert {
  readonly name: string
  readonly booking: string
}

/** Their failures end with an upgrade, which the support contact offers to do. */
const upgradeMeasures: ReadonlySet<MeasureId> = new Set<MeasureId>([
  'automate-current',
  'database-supported',
  'database-patched',
  'screenconnect-current',
])

/** What to do about the failures that nobody accepted: the worst first, then in the order of the guidance. */
export function actionsOf(assessment: Assessment): readonly Action[] {
  const byRemedy = groupedBy(
    assessment.findings.filter(isOpenFailure).sort(byUrgency),
    ({ measure, subject, remedy }) => [measure, subject, remedy.summary].join('\n'),
  )
  return [...byRemedy.values()].flatMap((findings) =>
    findings.slice(0, 1).map((finding) => ({
      finding,
      others: findings.length - 1,
      expert: expertFor(finding, assessment),
    })),
  )
}

/** The support contact, if the finding needs an upgrade and the booking link is one that a reader may follow. */
export function expertFor(finding: Finding, { support }: Assessment): Expert | undefined {
  if (!upgradeMeasures.has(finding.measure) || finding.remedy.automatic || support?.booking === undefined) return
  const link = parseLink(support.booking)
  return link.ok ? { name: support.name, booking: link.value } : undefined
}

function byUrgency(a: Finding, b: Finding): number {
  return bySeverity(a.severity, b.severity) || measureIds.indexOf(a.measure) - measureIds.indexOf(b.measure)
}

import type { Finding, Reference } from '../../model/assessment.ts'
import { groupedBy } from '../grouping.ts'

/** Findings that say the same of each of their servers, and what of it the measure has not told yet. */
export interface Told {
  readonly finding: Finding
  readonly subjects: readonly Pick<Finding, 'subject'>[]
  /** The same steps stand at an earlier finding of the measure. */
  readonly remedyAbove: boolean
  /** The same evidence stands at an earlier finding of the measure. */
  readonly evidenceAbove: boolean
  readonly references: readonly Reference[]
}

/** The findings of a measure in their order, without saying anything twice: no finding, no steps, no evidence, no reference. */
export function toldOnce(findings: readonly Finding[]): readonly Told[] {
  const numberOf = numbered()
  const remedies = new Set<number>()
  const evidences = new Set<number>()
  const links = new Set<string>()
  return [...groupedBy(findings, (finding) => sameKey(finding, numberOf)).values()].flatMap((group) =>
    group.slice(0, 1).map((finding) => {
      const remedy = numberOf(finding.remedy)
      const remedyAbove = finding.remedy.steps.length > 0 && remedies.has(remedy)
      const references = finding.references.filter(({ url }) => !links.has(url))
      remedies.add(remedy)
      const evidence = numberOf(finding.evidence)
      const evidenceAbove = finding.evidence.length > 0 && evidences.has(evidence)
      evidences.add(evidence)
      for (const { url } of references) links.add(url)
      return { finding, subjects: group, remedyAbove, evidenceAbove, references }
    }),
  )
}

function sameKey(finding: Finding, numberOf: (value: object) => number): string {
  const { id: _, subject: __, remedy, evidence, references, mappings, ...told } = finding
  return JSON.stringify([told, ...[remedy, evidence, references, mappings].map(numberOf)])
}

/** Equal values have the same number. The findings of a control share most of theirs, and each is compared once. */
function numbered(): (value: object) => number {
  const byObject = new Map<object, number>()
  const byText = new Map<string, number>()
  return (value) => {
    const known = byObject.get(value)
    if (known !== undefined) return known
    const text = JSON.stringify(value)
    const number = byText.get(text) ?? byText.size
    byText.set(text, number)
    byObject.set(value, number)
    return number
  }
}

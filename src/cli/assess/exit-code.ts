import type { Assessment } from '../../model/assessment.ts'
import { type Evidence, isSeen } from '../../model/evidence.ts'
import { bySeverity, type Severity } from '../../model/outcome.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'

/**
 * 1 if anything fails at or above the wanted severity and nobody accepted it; else 3 if something that was asked gave
 * no readable answer from any place; else 0. A closed port is an answer; a name that leads nowhere is not. A look from
 * abroad that was refused leaves nothing open if another look was answered. A file of the evidence folder that could not
 * be used (not `whole`) leaves the answer incomplete.
 */
export function exitCodeFor(
  assessment: Assessment,
  { evidence, whole, failOn }: { evidence: readonly Evidence[]; whole: boolean; failOn: Severity },
): ExitCode {
  const open = assessment.findings.some(
    ({ outcome, overlay, severity }) => outcome === 'fail' && overlay !== 'waived' && bySeverity(severity, failOn) <= 0,
  )
  if (open) return exitCodes.findings
  return !whole || evidence.length === 0 || hasUnanswered(evidence) ? exitCodes.incomplete : exitCodes.fine
}

function hasUnanswered(evidence: readonly Evidence[]): boolean {
  const answered = new Set(evidence.filter(isSeen).map(questionOf))
  return evidence.some((piece) => isOpen(piece) && !answered.has(questionOf(piece)))
}

/** From outside one answer from any place is enough; from inside every machine answers for itself. */
function questionOf({ witness, server, fact, source }: Evidence): string {
  return `${server}/${fact}${witness === 'inside' ? `/${source}` : ''}`
}

function isOpen(piece: Evidence): boolean {
  if (isSeen(piece)) return false
  return piece.missing.reason !== 'absent' || piece.fact === 'outside.name' || piece.fact === 'outside.identity'
}

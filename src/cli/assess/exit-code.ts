import type { Assessment } from '../../model/assessment.ts'
import { type Evidence, isSeen } from '../../model/evidence.ts'
import { bySeverity, type Severity } from '../../model/outcome.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'

/**
 * 1 if anything fails at or above the wanted severity and nobody accepted it; else 3 if something that was asked gave
 * no readable answer from any place; else 0. A closed port is an answer; a name that leads nowhere is not. A look from
 * abroad that was refused leaves nothing open if another look was answered.
 */
export function exitCodeFor(assessment: Assessment, evidence: readonly Evidence[], failOn: Severity): ExitCode {
  const open = assessment.findings.some(
    ({ outcome, overlay, severity }) => outcome === 'fail' && overlay !== 'waived' && bySeverity(severity, failOn) <= 0,
  )
  if (open) return exitCodes.findings
  return evidence.length === 0 || hasUnanswered(evidence) ? exitCodes.incomplete : exitCodes.fine
}

function hasUnanswered(evidence: readonly Evidence[]): boolean {
  const answered = new Set(evidence.filter(isSeen).map(({ server, fact }) => `${server}/${fact}`))
  return evidence.some((piece) => isOpen(piece) && !answered.has(`${piece.server}/${piece.fact}`))
}

function isOpen(piece: Evidence): boolean {
  if (isSeen(piece)) return false
  return piece.missing.reason !== 'absent' || piece.fact === 'outside.name' || piece.fact === 'outside.identity'
}

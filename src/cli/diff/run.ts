import { bySeverity, type Severity } from '../../model/outcome.ts'
import { quoted } from '../../model/quoted.ts'
import { say } from '../../model/text.ts'
import { isWorse } from '../../reports/change.ts'
import type { Pair } from '../../reports/comparison.ts'
import { differenceOf } from '../../reports/comparison-json.ts'
import { renderComparison } from '../../reports/comparison-text.ts'
import { harmlessJson } from '../../reports/harmless-json.ts'
import { pageOptions } from '../assess/terminal.ts'
import { readAssessment } from '../current-assessment.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { type Program, print, speakingFor, tell } from '../program.ts'
import type { DiffFlags } from './command.ts'

/** Compares two stored assessments. */
export async function run(this: Program, flags: DiffFlags, earlier: string, later: string): Promise<void> {
  const pair = { before: await readAssessment(earlier), after: await readAssessment(later) }
  const program = speakingFor(this, pair.after.language)
  warnIfOdd(program, pair)
  const difference = differenceOf(pair)
  if (flags.json) print(program, harmlessJson(difference))
  else program.process.stdout.write(renderComparison(pair, pageOptions(program), program.language))
  this.process.exitCode = exitCodeOf(difference.changes, flags.failOn)
}

function exitCodeOf(changes: ReturnType<typeof differenceOf>['changes'], failOn: Severity): ExitCode {
  const worse = changes.some((change) => isWorse(change) && bySeverity(change.severity, failOn) <= 0)
  return worse ? exitCodes.findings : exitCodes.fine
}

/** A comparison of two sites, or in the wrong order, is still one; but somebody should notice. */
function warnIfOdd(program: Program, { before, after }: Pair): void {
  if (before.site !== after.site)
    tell(
      program,
      say(
        `Hinweis: Verglichen werden zwei Standorte, ${quoted(before.site)} und ${quoted(after.site)}.`,
        `Note: two sites are compared, ${quoted(before.site)} and ${quoted(after.site)}.`,
      ),
    )
  if (before.finishedAt > after.finishedAt)
    tell(
      program,
      say(
        'Hinweis: Die erste Beurteilung ist jünger als die zweite. Vielleicht sind sie vertauscht.',
        'Note: the first assessment is younger than the second. Perhaps they are in the wrong order.',
      ),
    )
}

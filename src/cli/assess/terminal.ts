import type { Assessment } from '../../model/assessment.ts'
import type { PageOptions } from '../../reports/terminal/page.ts'
import { renderText } from '../../reports/text.ts'
import type { Program } from '../program.ts'

const widest = 120
const usual = 100

/** The assessment for the terminal that is there. */
export function terminalText(program: Program, assessment: Assessment, { verbose }: { verbose: boolean }): string {
  return renderText(assessment, { ...pageOptions(program), verbose })
}

/** How to write for the terminal that is there: colour and width as it can, plain for a file or a pipe. */
export function pageOptions({ process: { stdout, env } }: Program): PageOptions {
  return {
    color: stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    width: Math.min(stdout.columns ?? usual, widest),
    unicode: !/^(C|POSIX)$/.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'UTF-8'),
  }
}

import { say } from '../../model/text.ts'
import { type Program, tell } from '../program.ts'

/** Waits for Ctrl-C. */
export function untilStopped(program: Program): Promise<void> {
  tell(program, say('Strg-C beendet ihn.', 'Ctrl-C ends it.'))
  return new Promise((resolve) => {
    program.process.once('SIGINT', resolve)
    program.process.once('SIGTERM', resolve)
  })
}

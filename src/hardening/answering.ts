import { say, type Text } from '../model/text.ts'
import type { Step, StepKind } from './change.ts'
import type { Ground, Grounds } from './ground.ts'
import { placeKey } from './place.ts'
import { within } from './time-limit.ts'

/**
 * So long a ground may take for one thing, in milliseconds: longer than everything that ends by itself, such as a program
 * of Windows that hangs.
 */
const groundTime = 180_000

/** A place did not answer. Whether what was asked of it is still done nobody knows. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  /** What a person reads of it in every language. */
  readonly code: string
  readonly text: Text

  constructor(milliseconds: number) {
    super('the place does not answer')
    this.code = `TIMEOUT > ${Math.round(milliseconds / 1000)} s`
    this.text = say(
      `keine Antwort, ${this.code}; was dort begonnen wurde, kann noch geschehen, deshalb muss dieses Bollwerk zuerst beendet sein`,
      `no answer, ${this.code}; what was begun there may still happen, so this Bollwerk has to end first`,
    )
  }
}

/**
 * The grounds with a limit of time for everything that is asked of them: one that hangs must not keep the lock for ever.
 * A place that has not answered once is not asked again: what was asked of it may still be done later, so that no look
 * at it would prove anything, and nothing may be written beside it.
 */
export function answering(grounds: Grounds, milliseconds: number = groundTime): Grounds {
  const silent = new Set<string>()
  const asked = async <Answer>(step: Step, ask: () => Promise<Answer>): Promise<Answer> => {
    const place = placeKey(step)
    const late = Symbol('late')
    const answer = silent.has(place) ? late : await within<Answer | typeof late>(milliseconds, ask(), late)
    if (answer !== late) return answer
    silent.add(place)
    throw new NoAnswer(milliseconds)
  }
  const limited = <Kind extends StepKind>(ground: Ground<Kind>): Ground<Kind> => ({
    standing: (step) => asked(step, () => ground.standing(step)),
    snapshot: (step, folder, name) => asked(step, () => ground.snapshot(step, folder, name)),
    move: (step, to) => asked(step, () => ground.move(step, to)),
    restore: (step, folder, name) => asked(step, () => ground.restore(step, folder, name)),
  })
  return {
    ...(grounds.file ? { file: limited(grounds.file) } : {}),
    ...(grounds.registry ? { registry: limited(grounds.registry) } : {}),
    ...(grounds['mysql-setting'] ? { 'mysql-setting': limited(grounds['mysql-setting']) } : {}),
    ...(grounds['mysql-account'] ? { 'mysql-account': limited(grounds['mysql-account']) } : {}),
  }
}

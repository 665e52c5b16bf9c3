import type { Evidence } from '../model/evidence.ts'
import { latestHonestMoment } from '../model/moment.ts'
import { say, type Text } from '../model/text.ts'

/** What is wrong if evidence claims to have been seen later than now, and what to do; `undefined` if nothing is. */
export function evidenceFromFuture(evidence: readonly Evidence[], now: number): Text | undefined {
  const latest = latestHonestMoment(now)
  const piece = evidence.find(({ at }) => at > latest)
  if (piece === undefined) return undefined
  const here = new Date(now).toISOString()
  return say(
    `Die Belege stammen aus der Zukunft: ${piece.fact} vom ${piece.at}, hier ist es ${here}. Bitte vergleichen Sie die Uhren beider Rechner (w32tm /query /status), stellen Sie die falsche und erheben Sie die Belege neu.`,
    `The evidence is from the future: ${piece.fact} of ${piece.at}, here it is ${here}. Please compare the clocks of both machines (w32tm /query /status), set the wrong one and collect the evidence again.`,
  )
}

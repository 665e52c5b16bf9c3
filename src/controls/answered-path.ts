import type { PathFact } from '../evidence/outside/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judgement } from './control.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import { whence } from './vantage-evidence.ts'
import { doubtAbout, type WebLook } from './web-look.ts'

type SeenPath = Seen<PathFact>

/** One answer with everything else that the same vantage saw. */
export interface PathSeen {
  readonly look: WebLook
  readonly path: SeenPath
}

/** A failure for every path that answered and cannot be explained away; looks that were refused are shown beside it. */
export function answeredPaths(about: readonly PathSeen[]): readonly Judgement[] {
  const proven = about.filter(({ look, path }) => path.value.answer === 'answered' && !doubtAbout(path, look))
  return byPath(proven).map(([path, answers]) => {
    const others = about.filter((other) => other.path.value.path === path && other.path.value.answer === 'refused')
    const [first] = answers
    const status = first?.path.value.status
    const shown = `${quotation(path)}${status === undefined ? '' : ` (HTTP ${status})`}`
    const from = whence(answers.map((answer) => answer.path))
    const addresses = [...new Set(answers.flatMap(({ look }) => look.address ?? []))].join(', ')
    const at = addresses === '' ? say('', '') : say(` an ${addresses}`, ` at ${addresses}`)
    return {
      item: path,
      outcome: 'fail',
      title: say(`${quotation(path)} ist aus dem Internet erreichbar`, `${quotation(path)} answers the internet`),
      detail: joined([
        say(`${shown} antwortet${at.de} ${from.de}.`, `${shown} answers${at.en} ${from.en}.`),
        ...disagreement(others.map((other) => other.path)),
      ]),
      evidence: [...answers, ...others].map((one) => one.path),
    }
  })
}

function disagreement(refusals: readonly SeenPath[]): readonly Text[] {
  if (refusals.length === 0) return []
  const from = whence(refusals)
  return [
    say(
      `Zugleich wurde der Pfad ${from.de} an anderer Stelle abgewiesen; die Sperre gilt also nicht überall.`,
      `At the same time another look ${from.en} was refused; so the restriction does not hold everywhere.`,
    ),
  ]
}

/** Every path without a failure whose answer settles nothing: doubtful answers and server faults. */
export function undecidedPaths(about: readonly PathSeen[], failures: readonly Judgement[]): readonly Judgement[] {
  const unsettled = about.filter(
    ({ path }) => path.value.answer !== 'refused' && !failures.some(({ item }) => item === path.value.path),
  )
  return byPath(unsettled).map(([path, answers]) => {
    const reasons = answers.map(({ look, path: answer }) => doubtAbout(answer, look) ?? faulty(answer))
    const once = [...new Map(reasons.map((reason) => [reason.en, reason])).values()]
    return { item: path, ...unknownBecause(joined(once), answers.flatMap(withIdentity)) }
  })
}

function faulty({ value }: SeenPath): Text {
  const status = value.status === undefined ? '' : ` (HTTP ${value.status})`
  return say(
    `${quotation(value.path)} meldet einen Serverfehler${status}: Es antwortet jemand, aber nicht das Produkt.`,
    `${quotation(value.path)} reports a server fault${status}: somebody answers, but not the product.`,
  )
}

function withIdentity({ look, path }: PathSeen): readonly Seen<unknown>[] {
  const baseline = look.paths.filter(({ value }) => value.area === 'nothing')
  return look.identity ? [path, ...baseline, look.identity] : [path, ...baseline]
}

function byPath(about: readonly PathSeen[]): readonly (readonly [string, readonly PathSeen[]])[] {
  const paths = [...new Set(about.map(({ path }) => path.value.path))]
  return paths.map((path) => [path, about.filter((one) => one.path.value.path === path)] as const)
}

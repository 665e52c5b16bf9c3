import { serverOf } from '../model/area.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import { holdsPort } from '../model/port-set.ts'
import { type Admit, published } from '../policy/intent.ts'
import { admitsCountry } from './admitted-country.ts'
import type { Question } from './control.ts'
import { newestScans } from './scanned-ports.ts'
import { seenOnly, vantageOf } from './vantage-evidence.ts'
import { webLooks } from './web-look.ts'

const weekMs = 7 * 86_400_000

/** The areas of the server that are for everyone, but not from everywhere. */
export function boundAdmissions({ intents, server }: Question): readonly Admit[] {
  return intents.flatMap((intent) => {
    if (intent.kind !== 'admit' || serverOf(intent.area) !== server.kind) return []
    return intent.audience === 'everyone' && intent.countries !== 'any' ? [intent] : []
  })
}

/** A place on the internet that at least one of these areas does not admit. */
export function isShutOut(piece: Evidence, bound: readonly Admit[]): boolean {
  const vantage = vantageOf(piece)
  return vantage.place === 'internet' && bound.some(({ countries }) => admitsCountry(countries, vantage) === 'no')
}

/** What was asked of bound areas and published ports from places that the policy shuts out. */
export function foreignLooks(question: Question): readonly Seen<unknown>[] {
  const { evidence, server, intents } = question
  const bound = boundAdmissions(question)
  const ports = published(intents, server.kind, 'tcp').map(({ port }) => port)
  const scans = newestScans(seenOnly(evidence.about(server.kind, 'outside.tcp-ports')))
  const paths = webLooks(question).flatMap((look) => look.paths)
  return [
    ...scans.filter(({ value }) => ports.some((port) => holdsPort(value.asked, port))),
    ...paths.filter(({ value }) => bound.some(({ area }) => area === value.area)),
  ].filter((piece) => isShutOut(piece, bound))
}

/**
 * Answers from places that are not shut out, within a week of the looks from abroad. Without one the server may simply
 * have been away when nothing answered abroad.
 */
export function homeAnswers(question: Question, looks: readonly Evidence[]): readonly Seen<unknown>[] {
  const { evidence, server } = question
  const bound = boundAdmissions(question)
  const scans = newestScans(seenOnly(evidence.about(server.kind, 'outside.tcp-ports')))
  const paths = webLooks(question).flatMap((look) => look.paths)
  const answers = [
    ...scans.filter(({ value }) => value.open.length > 0),
    ...paths.filter(({ value }) => value.answer === 'answered'),
  ]
  return answers.filter(
    (piece) =>
      vantageOf(piece).place !== 'unstated' && !isShutOut(piece, bound) && looks.some((look) => isNear(look, piece)),
  )
}

function isNear(one: Evidence, other: Evidence): boolean {
  return Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= weekMs
}

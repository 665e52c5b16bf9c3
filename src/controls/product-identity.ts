import type { IdentityFact } from '../evidence/outside/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { type ServerKind, serverKinds, serverNames } from '../model/server.ts'
import { say, type Text } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { latestLook } from './latest-look.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import { seenOnly, vantageKey } from './vantage-evidence.ts'

type Identity = Seen<IdentityFact>

/** The newest looks at which the product itself was recognised at the server's address. */
export function recognitions(question: Question): readonly Identity[] {
  const { kind } = question.server
  return identities(question).filter(({ value }) => value.recognised === kind)
}

/**
 * An `unknown` answer if something else than the product stands at the address, or if the same place saw both the
 * product and something else; absent if nothing speaks against the product. A stranger that only one place sees
 * (a front door that turns a country away) does not.
 */
export function strangerJudgement(question: Question): Judgement | undefined {
  const { kind } = question.server
  const known = recognitions(question)
  const strangers = identities(question).filter(({ value }) => isStranger(value, kind))
  const beside = strangers.filter((one) => known.some((other) => vantageKey(one) === vantageKey(other)))
  if (strangers.length > 0 && known.length === 0) return unknownBecause(notTheProduct(strangers, kind), strangers)
  if (beside.length > 0) return unknownBecause(twoAtOnce(beside, kind), [...known, ...beside])
  return undefined
}

/** What the thing calls itself that answers but shows neither the product nor anything else; absent if nothing does. */
export function unclearIdentity(question: Question): Text | undefined {
  const unclear = identities(question).find(({ value }) => value.recognised === 'unclear')
  const name = serverNames[question.server.kind]
  return unclear
    ? say(
        `Unter der Adresse antwortet etwas, das sich nicht als ${name} zu erkennen gibt.`,
        `Something answers at the address that does not show itself to be ${name}.`,
      )
    : undefined
}

function identities(question: Question): readonly Identity[] {
  return seenOnly(latestLook(question.evidence.about(question.server.kind, 'outside.identity')))
}

function isStranger({ recognised }: IdentityFact, kind: ServerKind): boolean {
  return recognised === 'stranger' || serverKinds.some((other) => other === recognised && other !== kind)
}

function notTheProduct(strangers: readonly Identity[], kind: ServerKind): Text {
  const { de, en } = callsItself(strangers)
  const name = serverNames[kind]
  return say(
    `Das ist nicht ${name}: ${de} Prüfen Sie, ob der Name in der Richtlinie auf den richtigen Server zeigt.`,
    `This is not ${name}: ${en} Check whether the name in the policy leads to the right server.`,
  )
}

function twoAtOnce(strangers: readonly Identity[], kind: ServerKind): Text {
  const { de, en } = callsItself(strangers)
  const name = serverNames[kind]
  return say(
    `Die Antworten widersprechen sich: Unter derselben Adresse antwortet einmal ${name}, einmal etwas anderes: ${de}`,
    `The answers contradict each other: at the same address, ${name} answers once and something else once: ${en}`,
  )
}

function callsItself(strangers: readonly Identity[]): Text {
  const other = strangers.map(({ value }) => serverKinds.find((kind) => kind === value.recognised)).find(Boolean)
  if (other) return say(`Es antwortet ${serverNames[other]}.`, `${serverNames[other]} answers.`)
  const name = strangers.map(({ value }) => value.calledItself).find((text) => text !== undefined)
  if (name === undefined || name === '') return say('Es nennt keinen Namen.', 'It gives no name.')
  return say(`Es nennt sich „${quotation(name)}“.`, `It calls itself "${quotation(name)}".`)
}

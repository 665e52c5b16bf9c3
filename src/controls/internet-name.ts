import { isPrivate, parseAddress } from '../model/address.ts'
import { say } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { notApplicable } from './open-question.ts'
import { fromPlace, newest, seenOnly } from './vantage-evidence.ts'

/**
 * `not-applicable` where the public DNS, asked from the internet, leads to private addresses only: nobody on the
 * internet reaches the server under its name. Addresses that the policy pins say nothing about that.
 */
export function notOnTheInternet({ evidence, server }: Question): Judgement | undefined {
  const known = seenOnly(newest(evidence.about(server.kind, 'outside.name'), ({ host }) => host))
  const names = fromPlace(known, 'internet').filter(({ value }) => value.host === server.host)
  const addresses = names.flatMap(({ value }) => (value.by === 'dns' ? value.addresses : ['']))
  const hidden = addresses.length > 0 && addresses.every((text) => isPrivateText(text))
  if (!hidden) return
  return notApplicable(
    say(
      `${server.host} führt im Internet nur auf private Adressen; aus dem Internet ist der Server unter diesem Namen nicht zu erreichen.`,
      `On the internet ${server.host} leads to private addresses only; nobody there reaches the server under this name.`,
    ),
    names,
  )
}

/** Whether a written address only has a meaning inside a private network; false for what is no address. */
export function isPrivateText(text: string): boolean {
  const address = parseAddress(text)
  return address.ok && isPrivate(address.value)
}

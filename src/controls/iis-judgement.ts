import { formatPrefix, type Prefix } from '../model/address.ts'
import type { Severity } from '../model/outcome.ts'
import { say, type Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import { allowedNetworks, allowsLoopback, type EffectiveRules, type IisPlace } from './iis-restriction.ts'
import { isPrivateText } from './internet-name.ts'
import { isLoopback, isOfTechnicians, isSingle, liesWithin, networkOf, technicianNames } from './network-text.ts'
import { quotation } from './quotation.ts'

/** What is wrong with the address rules of one application, without the evidence, which is the same for all. */
export interface RuleFault {
  readonly item: string
  readonly outcome: 'fail' | 'unknown'
  readonly severity: Severity
  readonly text: Text
}

/** Whom the rules of an application are compared with. */
export interface Expected {
  readonly policy: Policy
  /** The machine's own addresses; absent where nobody saw them. */
  readonly own: readonly string[] | undefined
}

/** Whether rules keep anybody out: `allowUnlisted` with nothing but allow entries is the classic mistake. */
export function isRestricting({ rules }: EffectiveRules): boolean {
  return !rules.allowUnlisted
}

/** Everything that is wrong with the rules of one application of the technicians (assessment.md §5.6, automate.md §2). */
export function faultsOf(
  place: IisPlace,
  effective: EffectiveRules | undefined,
  expected: Expected,
): readonly RuleFault[] {
  const name = place.path.replace(/^\//, '')
  if (!effective) return [{ item: name, outcome: 'fail', severity: 'high', text: unrestricted(name) }]
  if (!isRestricting(effective))
    return [{ item: name, outcome: 'fail', severity: 'high', text: notDenying(name, effective) }]
  return [...tooWide(name, effective, expected), ...lockedOut(name, effective)]
}

function unrestricted(name: string): Text {
  return say(
    `Die Anwendung ${quotation(name)} hat keine Einschränkung für IP-Adressen; jede Adresse erreicht sie.`,
    `The application ${quotation(name)} has no restriction of IP addresses; every address reaches it.`,
  )
}

function notDenying(name: string, { rules, from }: EffectiveRules): Text {
  const where =
    from === ''
      ? say('für den ganzen Server', 'for the whole server')
      : say(`für ${quotation(from)}`, `for ${quotation(from)}`)
  if (rules.entries.some(({ allowed }) => allowed))
    return say(
      `Die Anwendung ${quotation(name)} hat Zulassungseinträge (${where.de}), aber nicht angegebene Adressen sind ebenfalls zugelassen (allowUnlisted). So beschränken die Einträge nichts.`,
      `The application ${quotation(name)} has allow entries (${where.en}), but addresses that are not listed are allowed as well (allowUnlisted). So the entries restrict nothing.`,
    )
  return say(
    `Die Anwendung ${quotation(name)} lässt jede Adresse zu, die kein Eintrag sperrt (${where.de}).`,
    `The application ${quotation(name)} allows every address that no entry denies (${where.en}).`,
  )
}

function tooWide(name: string, { rules }: EffectiveRules, expected: Expected): readonly RuleFault[] {
  return allowedNetworks(rules).flatMap((network) => {
    if (typeof network === 'string') return [unclear(name, network)]
    return isExpected(network, expected) ? [] : [aboutNetwork(name, network, { proxyMode: rules.proxyMode, expected })]
  })
}

function isExpected(network: Prefix, { policy, own = [] }: Expected): boolean {
  if (isLoopback(formatPrefix(network))) return true
  const isOwn = own.some((address) => {
    const single = networkOf(address)
    return single !== undefined && isSingle(network) && liesWithin(network, single)
  })
  return isOwn || isOfTechnicians(network, policy)
}

interface Circumstances {
  readonly proxyMode: boolean
  readonly expected: Expected
}

function aboutNetwork(name: string, network: Prefix, { proxyMode, expected }: Circumstances): RuleFault {
  const shown = formatPrefix(network)
  const item = `${name}:${shown}`
  if (expected.own === undefined && isSingle(network))
    return { item, outcome: 'unknown', severity: 'medium', text: perhapsOwn(name, shown) }
  if (isPrivateText(shown.replace(/\/.*$/, '')) && isSingle(network))
    return aboutProxy(item, { name, shown, proxyMode })
  const names = technicianNames(expected.policy)
  if (isSingle(network) && names.length > 0) {
    const text = say(
      `${quotation(name)} lässt ${shown} zu. Ob das ${names.join(', ')} ist, deren Adresse sich ändern kann, ist so nicht zu erkennen.`,
      `${quotation(name)} allows ${shown}. Whether that is ${names.join(', ')}, whose address may change, cannot be told.`,
    )
    return { item, outcome: 'unknown', severity: 'medium', text }
  }
  const text = say(
    `${quotation(name)} lässt ${shown} zu; laut Richtlinie ist das kein Netz der Techniker.`,
    `${quotation(name)} allows ${shown}; according to the policy that is no network of the technicians.`,
  )
  return { item, outcome: 'fail', severity: network.length === 0 ? 'high' : 'medium', text }
}

function perhapsOwn(name: string, shown: string): Text {
  return say(
    `${quotation(name)} lässt ${shown} zu. Ob das der Server selbst ist, lässt sich nicht sagen: Seine Netzwerkkarten hat niemand gesehen. Erheben Sie die Belege neu.`,
    `${quotation(name)} allows ${shown}. Whether that is the server itself cannot be told: nobody saw its network cards. Collect the evidence again.`,
  )
}

/** One inner address is mostly the gateway: let in as such it lets in everybody who comes through it. */
function aboutProxy(
  item: string,
  { name, shown, proxyMode }: { name: string; shown: string; proxyMode: boolean },
): RuleFault {
  if (proxyMode)
    return {
      item,
      outcome: 'unknown',
      severity: 'low',
      text: say(
        `${quotation(name)} lässt die innere Adresse ${shown} zu und sieht auf den Client, den ein Proxy nennt. Das gilt nur, wenn niemand am Proxy vorbeikommt.`,
        `${quotation(name)} allows the inner address ${shown} and looks at the client that a proxy names. That holds only if nobody gets past the proxy.`,
      ),
    }
  return {
    item,
    outcome: 'fail',
    severity: 'medium',
    text: say(
      `${quotation(name)} lässt die innere Adresse ${shown} zu, ohne auf den Client zu sehen, den ein Proxy nennt. Ist das Ihr Proxy, kommt durch ihn jeder herein.`,
      `${quotation(name)} allows the inner address ${shown} without looking at the client that a proxy names. If that is your proxy, everybody gets in through it.`,
    ),
  }
}

function unclear(name: string, entry: string): RuleFault {
  return {
    item: `${name}:${quotation(entry)}`,
    outcome: 'unknown',
    severity: 'medium',
    text: say(
      `${quotation(name)} hat einen Eintrag „${quotation(entry)}“, der sich nicht als Netz lesen lässt.`,
      `${quotation(name)} has an entry "${quotation(entry)}" that cannot be read as a network.`,
    ),
  }
}

function lockedOut(name: string, { rules }: EffectiveRules): readonly RuleFault[] {
  if (allowsLoopback(rules)) return []
  const text = say(
    `${quotation(name)} sperrt auch 127.0.0.1 aus; Automate ruft sich selbst darüber auf.`,
    `${quotation(name)} keeps out 127.0.0.1 as well; Automate calls itself over it.`,
  )
  return [{ item: `${name}:loopback`, outcome: 'fail', severity: 'low', text }]
}

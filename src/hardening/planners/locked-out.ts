import { isOfTechnicians, liesWithin, networkOf, technicianNames } from '../../controls/network-text.ts'
import { formatPrefix, type Prefix } from '../../model/address.ts'
import { say, type Text } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'

/**
 * Addresses that must keep access and are missing in one of the new lists, and technicians whose networks are known by
 * name only.
 */
export function lockedOutOf(
  lists: readonly (readonly string[])[],
  { keepAccess, policy }: { readonly keepAccess: readonly string[]; readonly policy: Policy },
): readonly Text[] {
  const outside = keepAccess.filter((text) => !lists.every((list) => admits(list, text)))
  return [...outside.map((address) => keptOutside(address, policy)), ...technicianNames(policy).map(byName)]
}

/** The networks of the technicians that the policy gives by number. */
export function technicianPrefixes({ technicians }: Policy): readonly Prefix[] {
  return technicians.flatMap((network) => ('prefix' in network ? [network.prefix] : []))
}

/** Networks as they are written into lists. */
export function written(networks: readonly Prefix[]): readonly string[] {
  return networks.map(formatPrefix)
}

/** Whether a whole network is let in by one entry. */
function admits(list: readonly string[], text: string): boolean {
  const network = networkOf(text)
  return (
    network !== undefined &&
    list.some((entry) => {
      const admitted = networkOf(entry)
      return admitted !== undefined && liesWithin(network, admitted)
    })
  )
}

function keptOutside(address: string, policy: Policy): Text {
  const network = networkOf(address)
  if (network && isOfTechnicians(network, policy))
    return say(
      `${address} muss Zugang behalten, aber eine bestehende Liste, die bleibt, lässt diese Adresse nicht zu. Bitte ergänzen Sie die Liste von Hand, bevor Sie zustimmen.`,
      `${address} must keep access, but an existing list that stays does not admit it. Please add it to the list by hand before you approve.`,
    )
  return say(
    `${address} muss Zugang behalten und steht nicht in der neuen Liste. Bitte ergänzen Sie technicians in der Richtlinie, bevor Sie zustimmen.`,
    `${address} must keep access and is not in the new list. Please add it to technicians of the policy before you approve.`,
  )
}

function byName(name: string): Text {
  return say(
    `Techniker an ${name}: Die Liste kennt keine Namen. Wer dort nicht aus einem der Netze kommt, ist ausgesperrt; nennen Sie in der Richtlinie die Adresse.`,
    `Technicians at ${name}: the list knows no names. Whoever does not come from one of the networks there is locked out; name the address in the policy.`,
  )
}

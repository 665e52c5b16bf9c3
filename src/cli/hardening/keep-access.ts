import { lookup } from 'node:dns/promises'
import { formatAddress, formatPrefix, parseAddress } from '../../model/address.ts'
import { say } from '../../model/text.ts'
import type { Policy, TechnicianNetwork } from '../../policy/policy.ts'
import { type Program, tell } from '../program.ts'

/**
 * The addresses that must keep access: those given, else the technicians of the policy. A name of a technician counts
 * with the addresses that it has now; one that leads nowhere is named and left out.
 */
export async function keptAccess(
  program: Program,
  policy: Policy,
  given: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (given && given.length > 0) return given
  const found = await Promise.all(policy.technicians.map((network) => addressesOf(program, network)))
  const kept = [...new Set(found.flat())]
  if (kept.length === 0) tell(program, nobody)
  return kept
}

async function addressesOf(program: Program, network: TechnicianNetwork): Promise<readonly string[]> {
  if ('prefix' in network) return [formatPrefix(network.prefix)]
  try {
    const answers = await lookup(network.name, { all: true })
    return answers.flatMap(({ address }) => {
      const parsed = parseAddress(address)
      return parsed.ok ? [formatAddress(parsed.value)] : []
    })
  } catch {
    // Why a name server gave no address changes nothing for the operator: the name cannot be counted on now.
    tell(
      program,
      say(
        `Der Name ${network.name} der Techniker führt gerade zu keiner Adresse und zählt im Plan nicht mit.`,
        `The technicians' name ${network.name} leads to no address at present and does not count in the plan.`,
      ),
    )
    return []
  }
}

const nobody = say(
  'Die Richtlinie nennt keine Adresse, die ihren Zugang behalten muss. Änderungen an Zugangslisten kann dann niemand bestätigen; nennen Sie eine mit --keep-access.',
  'The policy names no address that must keep access. Nobody could confirm changes of access lists then; name one with --keep-access.',
)

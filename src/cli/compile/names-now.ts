import { lookup } from 'node:dns/promises'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { codeOf } from '../file-failure.ts'
import { type Program, tell } from '../program.ts'

/**
 * Where the names among the networks of a policy lead to at this moment: an engine with lists keeps that until the policy is
 * compiled again. A name without an answer leads nowhere, and is told.
 */
export async function namesNow(
  program: Program,
  { technicians, gateway }: Policy,
): Promise<readonly (readonly [name: string, addresses: readonly string[]])[]> {
  const names = [...technicians, ...gateway.monitors].flatMap((network) => ('name' in network ? [network.name] : []))
  return await Promise.all(names.map(async (name) => [name, await addressesOf(program, name)] as const))
}

async function addressesOf(program: Program, name: string): Promise<readonly string[]> {
  try {
    return (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)
  } catch (cause) {
    tell(
      program,
      say(
        `Der Name ${name} lässt sich nicht auflösen (${codeOf(cause)}) und fehlt in den Listen. Prüfen Sie ihn und übersetzen Sie noch einmal.`,
        `The name ${name} cannot be looked up (${codeOf(cause)}) and is missing in the lists. Check it and compile again.`,
      ),
    )
    return []
  }
}

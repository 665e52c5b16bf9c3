import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { formatAddress } from '../../model/address.ts'
import { formatEndpoint } from '../../model/endpoint.ts'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { canAsk, type Program, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'

/**
 * Looking at somebody else's servers may be an offence, so the operator confirms once that they are theirs. The answer
 * is kept beside the policy, for exactly the hosts that it named; other hosts are asked for again.
 */
export async function confirmOwnership(
  program: Program,
  policy: Policy,
  { policyPath, yes }: { policyPath: string; yes: boolean },
): Promise<void> {
  const hosts = contactedBy(policy)
  const path = join(dirname(policyPath), '.bollwerk', 'confirmed.json')
  if (!yes && (await confirmedBefore(path, hosts))) return
  if (!yes && !canAsk(program)) throw new Refusal(notConfirmed(hosts))
  if (!yes && !(await askPerson(program, hosts))) throw new Refusal(notConfirmed(hosts))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, `${JSON.stringify({ hosts, at: new Date().toISOString() }, undefined, 2)}\n`, { mode: 0o600 })
}

/** Everything that an assessment of this policy may speak to, in a fixed order. */
function contactedBy(policy: Policy): readonly string[] {
  const named = policy.servers.flatMap(({ host, addresses, origin, relay }) => [
    host,
    ...addresses.map(formatAddress),
    formatEndpoint(origin),
    ...(relay ? [formatEndpoint(relay.origin)] : []),
  ])
  return [...new Set(named)].sort()
}

async function confirmedBefore(path: string, hosts: readonly string[]): Promise<boolean> {
  try {
    const kept: unknown = JSON.parse(await readFile(path, 'utf8'))
    return JSON.stringify(kept instanceof Object && 'hosts' in kept ? kept.hosts : undefined) === JSON.stringify(hosts)
  } catch {
    // No file, or one that nobody can read: then nothing was confirmed.
    return false
  }
}

async function askPerson(program: Program, hosts: readonly string[]): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts')
  const question = say(
    `Gehören diese Server Ihnen, oder dürfen Sie sie prüfen? ${hosts.join(', ')}`,
    `Are these servers yours, or may you assess them? ${hosts.join(', ')}`,
  )
  tell(
    program,
    say('Bollwerk fragt das einmal je Liste von Servern.', 'Bollwerk asks this once for each list of servers.'),
  )
  const answer = await confirm({
    message: question[program.language],
    initialValue: false,
    output: program.process.stderr,
  })
  return !isCancel(answer) && answer
}

function notConfirmed(hosts: readonly string[]): ReturnType<typeof say> {
  const list = hosts.join(', ')
  return say(
    `Niemand hat bestätigt, dass diese Server Ihnen gehören: ${list}. Bitte bestätigen Sie es einmal am Bildschirm oder mit: bollwerk assess --yes`,
    `Nobody confirmed that these servers are yours: ${list}. Please confirm once at the terminal or with: bollwerk assess --yes`,
  )
}

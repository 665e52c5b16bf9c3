import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { type Address, parseAddress } from '../../model/address.ts'
import { say } from '../../model/text.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'
import { compileTable, type KernelRules } from '../../targets/nftables/compile.ts'
import { differenceText } from '../../targets/nftables/differences.ts'
import { compileNftables } from '../../targets/nftables/index.ts'
import { type Difference, readBack } from '../../targets/nftables/read-back.ts'
import { exitCodes } from '../exit-code.ts'
import { notReadable } from '../file-failure.ts'
import { type Program, print, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { NftablesFlags } from './nftables-command.ts'
import { siteRules } from './site-rules.ts'
import { writeCompiled } from './written-files.ts'

/** Compiles the policy for the kernel, or compares what the kernel holds with it. */
export async function run(this: Program, flags: NftablesFlags): Promise<void> {
  const { out, compare, heartbeat } = flags
  if ((out === undefined) === (compare === undefined)) throw eitherOr
  const rules = await siteRules(this, flags)
  const program = speakingFor(this, rules.policy.language)
  const origin = heartbeat === 'kernel' ? await heartbeatOrigin(rules.policy) : undefined
  const source: KernelRules = origin === undefined ? rules : { ...rules, heartbeatOrigin: origin }
  if (out !== undefined) await writeCompiled(program, out, compileNftables(source))
  else if (compare !== undefined) await tellDifferences(program, compare, source)
}

async function tellDifferences(program: Program, path: string, source: KernelRules): Promise<void> {
  const differences = await differencesIn(path, source)
  for (const difference of differences) print(program, differenceText(difference)[program.language])
  if (differences.length === 0) tell(program, alike)
  program.process.exitCode = differences.length === 0 ? exitCodes.fine : exitCodes.findings
}

async function differencesIn(path: string, source: KernelRules): Promise<readonly Difference[]> {
  let told: string
  try {
    told = await readFile(path === '-' ? '/dev/stdin' : path, 'utf8')
  } catch (cause) {
    throw notReadable(path, cause)
  }
  const wanted = compileTable(source)
  try {
    return readBack(told, wanted)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Refusal(noListing, exitCodes.incomplete)
    throw cause
  }
}

/** Where Automate stands, for the kernel, which knows no names. Its own machine is no place to lead on to. */
async function heartbeatOrigin(policy: Policy): Promise<Address> {
  const host = serverOfKind(policy, 'automate')?.origin.host
  const found = host === undefined ? undefined : await lookup(host).catch(() => undefined)
  const address = found && parseAddress(found.address)
  if (!address?.ok) throw new Refusal(noOrigin, exitCodes.incomplete)
  const { family, number } = address.value
  const isLoopback = family === 4 ? number >> 24n === 127n : number === 1n
  if (isLoopback) throw new Refusal(noOrigin)
  return address.value
}

const alike = say(
  'Der Kernel hält, was die Richtlinie will. Es ist nichts zu tun.',
  'The kernel holds what the policy wants. There is nothing to do.',
)

const eitherOr = new Refusal(
  say(
    'Nennen Sie entweder --out mit einem Ordner oder --compare mit der Ausgabe von "nft -j list table inet bollwerk".',
    'Name either --out with a folder, or --compare with the output of "nft -j list table inet bollwerk".',
  ),
)

const noListing = say(
  'Das ist keine Ausgabe von "nft -j list table inet bollwerk". Geben Sie sie unverändert an.',
  'This is no output of "nft -j list table inet bollwerk". Pass it on unchanged.',
)

const noOrigin = say(
  'Mit --heartbeat kernel muss unter servers.automate.origin eine andere Maschine stehen, deren Name sich auflösen lässt. Prüfen Sie das, oder lassen Sie --heartbeat weg: Dann leitet das Gateway weiter.',
  'With --heartbeat kernel, servers.automate.origin must name another machine whose name can be looked up. Check that, or leave --heartbeat out: then the gateway leads on.',
)

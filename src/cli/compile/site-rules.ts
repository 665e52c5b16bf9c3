import { join, resolve } from 'node:path'
import { bundledCatalog } from '../../catalog/bundled.ts'
import { NameWatch } from '../../gateway/name-watch.ts'
import { readMemory } from '../../gateway/remembered/memory-file.ts'
import type { Adopted, RuleMaterial } from '../../gateway/rule-material.ts'
import { sharedClock } from '../../gateway/shared-clock.ts'
import { say } from '../../model/text.ts'
import { operatorsList } from '../../policy/block-list-name.ts'
import type { Policy } from '../../policy/policy.ts'
import type { AddressRules } from '../../targets/address-rules.ts'
import type { BanEntry } from '../../traffic/bans.ts'
import { notReadable } from '../file-failure.ts'
import { type Program, tell } from '../program.ts'
import { rulesInForce } from '../rules-in-force.ts'

/** Where a policy and what the gateway remembers are read from. */
interface SiteFlags {
  readonly policy: string
  readonly stateFolder: string
}

/** What targets that decide by address need: the rules in force, where names lead to at present, and who is banned. */
export async function siteRules(program: Program, flags: SiteFlags): Promise<AddressRules> {
  const { policy, rules } = await rulesNow(program, flags)
  const { blocked, blockLists } = policy.gateway
  const own = blocked.length === 0 ? [] : [operatorsList]
  const now = sharedClock()
  return {
    policy,
    areas: bundledCatalog.areas,
    rules,
    lists: [...own, ...blockLists.map(({ name }) => name)],
    bans: await bansIn(flags.stateFolder, now),
    now,
    at: `${new Date().toISOString().slice(0, 19)}Z`,
  }
}

/** The rules in force, with the addresses that the names of the policy lead to at present: an engine keeps these. */
export function rulesNow(program: Program, { policy, stateFolder }: SiteFlags): Promise<Adopted> {
  return rulesInForce({ policy, stateFolder, names: (read) => lookedUpNames(program, read) })
}

/** A name that leads nowhere is told: its technicians would be missing from what is compiled. */
async function lookedUpNames(program: Program, policy: Policy): Promise<RuleMaterial['names']> {
  const watch = new NameWatch({ changed: () => undefined, failing: (name) => tell(program, leadsNowhere(name)) })
  try {
    await watch.watch(policy)
    return watch.answers
  } finally {
    watch.close()
  }
}

async function bansIn(stateFolder: string, now: number): Promise<readonly BanEntry[]> {
  const path = join(resolve(stateFolder), 'bans.jsonl')
  try {
    return (await readMemory(path, now))?.bans.filter(({ expiresAt }) => expiresAt > now) ?? []
  } catch (cause) {
    throw notReadable(path, cause)
  }
}

function leadsNowhere(name: string): ReturnType<typeof say> {
  return say(
    `Der Name ${name} lässt sich nicht auflösen; seine Adressen fehlen in dem, was übersetzt wird. Bitte prüfen Sie ihn.`,
    `The name ${name} cannot be looked up; its addresses are missing from what is compiled. Please check it.`,
  )
}

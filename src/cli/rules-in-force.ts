import { dirname, resolve } from 'node:path'
import { BlockListFailure } from '../gateway/block-lists/failure.ts'
import { loadBlockList } from '../gateway/block-lists/load.ts'
import { ownNetworks } from '../gateway/block-lists/own-networks.ts'
import { loadGeo } from '../gateway/geo/load.ts'
import { momentNow, openingOf } from '../gateway/opening.ts'
import { type Adopted, adopt, listOfOperator, type MaterialList, type RuleMaterial } from '../gateway/rule-material.ts'
import type { Policy } from '../policy/policy.ts'
import { exitCodes } from './exit-code.ts'
import { loadPolicyWithText } from './policy-file.ts'
import { Refusal } from './refusal.ts'

/** The files that rules are compiled from. */
export interface RuleFiles {
  readonly policy: string
  readonly stateFolder: string
  /** Where the names among the policy's networks lead to; nowhere unless said. */
  readonly names?: (policy: Policy) => Promise<RuleMaterial['names']>
}

/**
 * The rules of a policy as the gateway would compile them now: with its geo data, its block lists, and what it opens.
 * Refuses a policy with a problem, and a list that cannot be read.
 */
export async function rulesInForce({ policy: path, stateFolder, names }: RuleFiles): Promise<Adopted> {
  const { policy, text } = await loadPolicyWithText(path)
  const own = policy.geoDatabase
  const geo = await loadGeo({
    cacheFolder: resolve(stateFolder),
    ...(own !== undefined && { ownDatabase: resolve(dirname(path), own) }),
  })
  const { blocked, opened } = policy.gateway
  const now = momentNow()
  return adopt(
    {
      generation: 1,
      policyText: text,
      names: (await names?.(policy)) ?? [],
      blockLists: [...listOfOperator(blocked), ...(await blockLists(policy, dirname(path)))],
      // As if the policy came into force now.
      openings: opened.map((entry) => openingOf(entry, now)).filter((opening) => typeof opening !== 'string'),
      observeAll: false,
      originCertificates: {},
    },
    geo,
  )
}

async function blockLists(policy: Policy, folder: string): Promise<readonly MaterialList[]> {
  const own = ownNetworks(policy, [])
  const reading = policy.gateway.blockLists.map(async (list) => {
    const loaded = await loadBlockList({ path: resolve(folder, list.file), own })
    if (!loaded.ok) throw new Refusal(new BlockListFailure(list, loaded).text, exitCodes.incomplete)
    return { name: list.name, table: loaded.table }
  })
  return await Promise.all(reading)
}

import { compileFirewallLists } from '../../targets/firewall-lists/index.ts'
import { type Program, speakingFor } from '../program.ts'
import type { FirewallListsFlags } from './firewall-lists-command.ts'
import { siteRules } from './site-rules.ts'
import { writeCompiled } from './written-files.ts'

/** Compiles the policy as lists for a firewall, in the language of the policy. */
export async function run(this: Program, flags: FirewallListsFlags): Promise<void> {
  const rules = await siteRules(this, flags)
  const { language } = speakingFor(this, rules.policy.language)
  await writeCompiled(this, flags.out, compileFirewallLists(rules, flags.for, language))
}

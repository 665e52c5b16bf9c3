import { bundledCatalog } from '../../catalog/index.ts'
import { say } from '../../model/text.ts'
import { lower } from '../../policy/lower.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, print } from '../program.ts'
import type { PolicyFlags } from './command.ts'

/** Checks the policy; whatever is wrong is refused with its place. */
export async function check(this: Program, flags: PolicyFlags): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  if (flags.json) {
    print(
      this,
      JSON.stringify(
        { schema: 'bollwerk.policy-check/1', file: flags.policy, site: policy.site, ok: true },
        undefined,
        2,
      ),
    )
    return
  }
  const fine = say(
    `${flags.policy} ist in Ordnung: ${policy.site}, ${policy.servers.length} Server.`,
    `${flags.policy} is fine: ${policy.site}, ${policy.servers.length} servers.`,
  )
  print(this, fine[this.language])
}

/** Shows the policy with every default, or what it asks for as JSON. */
export async function show(this: Program, flags: PolicyFlags): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const intents = lower(policy, bundledCatalog.areas)
  if (flags.json) {
    print(this, JSON.stringify({ schema: 'bollwerk.intents/1', site: policy.site, intents }, undefined, 2))
    return
  }
  const { showPolicy } = await import('../../policy/show.ts')
  this.process.stdout.write(showPolicy(policy, intents, this.languageAsked ? this.language : policy.language))
}

/** Prints the JSON Schema of the policy file. */
export async function schema(this: Program): Promise<void> {
  const { policyJsonSchema } = await import('../../policy/json-schema.ts')
  print(this, JSON.stringify(policyJsonSchema(), undefined, 2))
}

import { bundledCatalog } from '../../catalog/index.ts'
import { say } from '../../model/text.ts'
import { lower } from '../../policy/lower.ts'
import { exitCodes } from '../exit-code.ts'
import { loadPolicy, policyReading } from '../policy-file.ts'
import { type Program, print } from '../program.ts'
import type { PolicyFlags } from './command.ts'

/** Checks the policy; whatever is wrong is refused with its place, or listed with it as JSON. */
export async function check(this: Program, flags: PolicyFlags): Promise<void> {
  if (flags.json) {
    const checked = await checkedAsJson(this, flags.policy)
    print(this, JSON.stringify(checked, undefined, 2))
    this.process.exitCode = checked.ok ? exitCodes.fine : exitCodes.usage
    return
  }
  const policy = await loadPolicy(flags.policy)
  const fine = say(
    `${flags.policy} ist in Ordnung: ${policy.site}, ${policy.servers.length} Server.`,
    `${flags.policy} is fine: ${policy.site}, ${policy.servers.length} servers.`,
  )
  print(this, fine[this.language])
}

interface CheckedPolicy {
  readonly schema: 'bollwerk.policy-check/1'
  readonly file: string
  readonly ok: boolean
  readonly site?: string
  readonly problems?: readonly { readonly line: number; readonly column: number; readonly message: string }[]
}

async function checkedAsJson({ language }: Program, file: string): Promise<CheckedPolicy> {
  const reading = await policyReading(file)
  const schema = 'bollwerk.policy-check/1'
  if (reading.ok) return { schema, file, ok: true, site: reading.policy.site }
  const problems = reading.problems.map(({ line, column, message }) => ({ line, column, message: message[language] }))
  return { schema, file, ok: false, problems }
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

import { compileHaproxy } from '../../targets/haproxy/index.ts'
import type { Program } from '../program.ts'
import { rulesInForce } from '../rules-in-force.ts'
import type { CompileFlags } from './route.ts'
import { writeCompiled } from './written-files.ts'

/** Compiles the policy for HAProxy. */
export async function run(this: Program, flags: CompileFlags): Promise<void> {
  const { policy, rules } = await rulesInForce(flags)
  await writeCompiled(this, flags.out, compileHaproxy({ policy, rules }))
}

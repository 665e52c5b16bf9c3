import { type FirewallRule, parseFirewallRule } from '../evidence/windows/firewall-rule.ts'

/** Whatever files hold, no more rules than this are kept. */
const mostKept = 10_000

const kept = new Map<string, FirewallRule | undefined>()

/** Reads a rule's text once: the rules that Windows brings are the same on every machine of a site. */
export function readRule(text: string): FirewallRule | undefined {
  if (kept.has(text)) return kept.get(text)
  if (kept.size >= mostKept) kept.clear()
  const rule = parseFirewallRule(text)
  kept.set(text, rule)
  return rule
}

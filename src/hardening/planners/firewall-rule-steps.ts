import type { Finding } from '../../model/assessment.ts'
import { say, type Text } from '../../model/text.ts'
import { narrowLine } from '../../targets/windows-firewall/powershell.ts'
import type { Asked, Left } from '../planner.ts'

/** A finding about rules, with one ready line for each rule that the evidence cites. */
export function leftForRules({ id, evidence }: Finding, { keepAccess }: Asked): Left {
  const cited = evidence.flatMap(({ value }) => rulesIn(value))
  const local = [...new Set(cited.filter(({ from }) => from === 'local').map((rule) => rule.id))]
  const byPolicy = cited.some(({ from }) => from === 'policy')
  return {
    finding: id,
    reason,
    steps: [save, ...local.map((rule) => narrow(rule, keepAccess)), ...(byPolicy ? [inPolicy] : []), look],
  }
}

interface CitedRule {
  readonly id: string
  readonly from: string
}

/** Evidence in an assessment may come from a file, so its form is looked at. */
function rulesIn(value: unknown): readonly CitedRule[] {
  if (typeof value !== 'object' || value === null || !('rules' in value) || !Array.isArray(value.rules)) return []
  return value.rules.filter(isRule)
}

function isRule(rule: unknown): rule is CitedRule {
  if (typeof rule !== 'object' || rule === null || !('id' in rule) || !('from' in rule)) return false
  // A control character would end the line in a terminal.
  return typeof rule.id === 'string' && typeof rule.from === 'string' && !/\p{Cc}/u.test(rule.id)
}

const reason = say(
  'Wer einen Port noch braucht, weiß nur, wer den Server betreibt; deshalb ändert Bollwerk keine Regeln der Windows-Firewall selbst. Bitte führen Sie die Zeilen in PowerShell als Administrator aus, die zu Ihrem Netz passen.',
  'Who still needs a port is known only to whoever runs the server, so Bollwerk changes no rules of the Windows firewall by itself. Please run those lines in PowerShell as administrator that suit your network.',
)

const save = say(
  'Sichern Sie den Stand: netsh advfirewall export C:\\firewall.wfw',
  'Save the present state: netsh advfirewall export C:\\firewall.wfw',
)

function narrow(rule: string, networks: readonly string[]): Text {
  const line = narrowLine(rule, networks)
  return networks.length > 0
    ? say(`Beschränken Sie die Regel auf Ihre Netze: ${line}`, `Limit the rule to your networks: ${line}`)
    : say(`Schalten Sie die Regel ab: ${line}`, `Switch the rule off: ${line}`)
}

const inPolicy = say(
  'Regeln der Gruppenrichtlinie ändern Sie in der Gruppenrichtlinie.',
  'Rules of the group policy are changed in the group policy.',
)

const look = say(
  'Erheben Sie die Belege neu, und prüfen Sie: bollwerk assess. Zurück kommen Sie mit: netsh advfirewall import C:\\firewall.wfw',
  'Collect the evidence again, and check: bollwerk assess. The way back is: netsh advfirewall import C:\\firewall.wfw',
)

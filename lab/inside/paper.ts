import type { LabServer } from './machine-file.ts'
import type { InsideState } from './machines.ts'

/** What a person of the lab answered to a question of Bollwerk. */
interface Answer {
  readonly control: string
  readonly version: number
  readonly server: LabServer
  readonly answer: 'pass' | 'fail'
  readonly note: string
}

const lockout = { control: 'accounts.automate-lockout', version: 1, server: 'automate' } as const

/** What the operator of a neglected site knows and did nothing about. */
const careless: readonly Answer[] = [
  { ...lockout, answer: 'fail', note: 'Control Center: no lock after wrong passwords' },
  {
    control: 'accounts.automate-audits',
    version: 1,
    server: 'automate',
    answer: 'fail',
    note: 'Nobody can say who wegmann was',
  },
  {
    control: 'database-patched.upgrade-blockers',
    version: 1,
    server: 'automate',
    answer: 'fail',
    note: 'Nothing of the list has been gone through yet',
  },
  {
    control: 'database-patched.advisories',
    version: 1,
    server: 'automate',
    answer: 'fail',
    note: 'MySQL 5.7 gets no patches any more, so what was found since is open',
  },
]

/** What is left of it after the move to a newer MySQL and clean accounts. */
const onTheMove: readonly Answer[] = careless.filter(({ control }) =>
  [lockout.control, 'database-patched.upgrade-blockers'].includes(control),
)

/** What no look of Bollwerk can settle and a careful operator went to see. */
const careful: readonly Answer[] = [
  { ...lockout, answer: 'pass', note: 'Control Center: locked after 5 wrong passwords, for 30 minutes' },
  ...bothServers({
    control: 'isolated-network.segment',
    version: 2,
    note: 'Firewall: VLAN 20, rules printed and read',
  }),
  ...bothServers({
    control: 'endpoint-protection.system-patched',
    version: 1,
    note: 'Build compared with the list of updates on learn.microsoft.com',
  }),
  {
    control: 'screenconnect-current.clients',
    version: 2,
    server: 'screenconnect',
    answer: 'pass',
    note: 'Host page, grouped by client version: all of the release of the server',
  },
]

function bothServers(question: Omit<Answer, 'server' | 'answer'>): readonly Answer[] {
  return (['automate', 'screenconnect'] as const).map((server) => ({ ...question, server, answer: 'pass' }))
}

const day = 86_400_000

/** The answers as the policy file keeps them: said the day before, for a quarter of a year. */
export function attestationText(state: InsideState, now: number): string {
  const [since, until] = [-1, 90].map((days) => new Date(now + days * day).toISOString().slice(0, 10))
  const answers = { neglected: careless, hardened: careful, 'half-migrated': onTheMove }[state]
  const entries = answers.map(
    ({ control, version, server, answer, note }) =>
      `  - { control: ${control}, version: ${version}, server: ${server}, answer: ${answer}, by: M. Huber, note: "${note}", since: ${since}, until: ${until} }\n`,
  )
  return `attestations:\n${entries.join('')}`
}

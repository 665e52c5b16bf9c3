import { runningDatabase } from '../../controls/running-database.ts'
import type { KnownVersion, NoVersion } from '../../controls/running-version.ts'
import { joined, say } from '../../model/text.ts'
import { askedOfPerson, type Check, inShort, type Witnessed } from '../checked.ts'
import { backupCheck, restartCheck, versionCheck } from './common-checks.ts'
import { closingStep } from './common-steps.ts'
import { databasePortCheck } from './database-port.ts'
import { framed } from './framed.ts'
import { mysqlPath, type Stretch } from './mysql-path.ts'
import { mysqlApproval, mysqlBackup, mysqlObstacles, mysqlShelter, mysqlStretch } from './mysql-steps.ts'
import { needOf } from './need.ts'
import type { UpgradePlan, UpgradeStep } from './plan.ts'

const line = 'database-supported.line'

/** How the database of Automate gets to a supported line and its newest patch (automate.md §8). */
export function mysqlPlan(witnessed: Witnessed): UpgradePlan {
  const need = needOf(witnessed, [line, 'database-patched.release', 'database-patched.advisories'])
  const running = runningDatabase(witnessed.questionFor(line))
  const path = running.known ? mysqlPath(running.version, witnessed.situation.catalog) : []
  return framed(witnessed, {
    product: 'mysql',
    title: say('MySQL von Automate aktualisieren', 'Upgrade the MySQL of Automate'),
    need,
    running,
    path: () => path.map(({ to }) => to),
    steps: () => steps(witnessed, running, path),
    agreement: 'database-patched.witnesses-agree',
    afterwards: [
      line,
      'database-patched.release',
      'database-patched.advisories',
      'database-patched.settings',
      'database-patched.witnesses-agree',
      'automate-current.release',
    ],
  })
}

function steps(
  witnessed: Witnessed,
  running: KnownVersion | NoVersion,
  path: readonly Stretch[],
): readonly UpgradeStep[] {
  const moves = path.some(({ fromLine, toLine }) => fromLine !== toLine)
  return [
    { ...mysqlShelter, checks: [databasePortCheck(witnessed)] },
    { ...mysqlApproval, checks: [versionCheck(running), productCheck(running), approvalCheck] },
    ...(moves || path.length === 0 ? [{ ...mysqlObstacles, checks: [obstaclesCheck(witnessed)] }] : []),
    { ...mysqlBackup, checks: [rehearsalCheck] },
    ...path.map((stretch, index) => ({
      ...mysqlStretch(stretch),
      checks: index === 0 ? firstChecks(witnessed) : [lineCheck(stretch)],
    })),
    closingStep('bollwerk collect mysql'),
  ]
}

function firstChecks(witnessed: Witnessed): readonly Check[] {
  return [backupCheck(say('Datenbank und Server', 'database and server')), restartCheck(witnessed, line)]
}

/** What stands in the way, named by evidence also where a person has answered the question already. */
function obstaclesCheck(witnessed: Witnessed): Check {
  const id = 'database-patched.upgrade-blockers'
  const check = witnessed.check(id)
  const seen = witnessed.judgedByEvidence(id).filter(({ outcome }) => outcome === 'manual')
  const reason = joined([check.reason, inShort(seen)])
  return seen.length === 0 || witnessed.examination(id).outcome === 'manual' ? check : { ...check, reason }
}

/** Before the second stretch the first one must have been gone. */
function lineCheck({ fromLine }: Stretch): Check {
  return {
    id: 'line-before',
    title: say(`MySQL ${fromLine} läuft`, `MySQL ${fromLine} runs`),
    answer: 'not-met',
    reason: say(
      `Noch nicht: Dafür sorgt der Schritt davor. Automate muss mit ${fromLine} eine Weile fehlerfrei laufen, ehe Sie weitergehen.`,
      `Not yet: the step before sees to it. Automate has to run with ${fromLine} for a while without faults before you go on.`,
    ),
  }
}

function productCheck(running: KnownVersion | NoVersion): Check {
  const title = say('Es läuft MySQL', 'It is MySQL that runs')
  if (!running.known) return { id: 'product', title, answer: 'unknown', reason: running.why.detail }
  const { product, text } = running.version
  if (product === 'mysql')
    return { id: 'product', title, answer: 'met', reason: say(`MySQL ${text}.`, `MySQL ${text}.`) }
  return {
    id: 'product',
    title,
    answer: 'not-met',
    reason: say(
      `Es läuft ${product} ${text}. Der Weg zu MySQL ist ein Umzug der Daten und kein Wechsel der Linie; planen Sie ihn mit Ihrem Supportpartner.`,
      `${product} ${text} runs. The way to MySQL is a move of the data and not a change of the line; plan it with your support partner.`,
    ),
  }
}

const approvalCheck = askedOfPerson(
  'approved',
  say(
    'ConnectWise gibt die neue Linie für Ihre Automate-Ausgabe frei',
    'ConnectWise approves the new line for your Automate release',
  ),
  say(
    'Öffentlich ist nicht belegt, welche MySQL-Linien ConnectWise unterstützt. Fragen Sie dort oder bei Ihrem Supportpartner nach.',
    'It is not publicly documented which MySQL lines ConnectWise supports. Ask there or at your support partner.',
  ),
)

const rehearsalCheck = askedOfPerson(
  'rehearsed',
  say('Der Wechsel ist mit einer Kopie geübt', 'The move was rehearsed with a copy'),
  say(
    'Das weiß nur, wer es getan hat. Notieren Sie, wie lange die Probe dauerte: So lang ist das Wartungsfenster.',
    'Only whoever did it knows. Note how long the rehearsal took: the maintenance window is as long.',
  ),
)

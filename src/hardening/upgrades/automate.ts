import { compareVersions, newestRelease, parseVersion } from '../../catalog/index.ts'
import { type KnownVersion, type NoVersion, runningVersion } from '../../controls/running-version.ts'
import { say, type Text } from '../../model/text.ts'
import { askedOfPerson, type Check, type Witnessed } from '../checked.ts'
import { automateAgents, automateBackup, automateInstall, automateRequirements } from './automate-steps.ts'
import { backupCheck, restartCheck, versionCheck } from './common-checks.ts'
import { closingStep } from './common-steps.ts'
import { framed } from './framed.ts'
import { needOf } from './need.ts'
import type { UpgradePlan, UpgradeStep } from './plan.ts'

const release = 'automate-current.release'

/** How Automate gets to its newest release (automate.md §6, §7; the order is the one of the vendor's release notes). */
export function automatePlan(witnessed: Witnessed): UpgradePlan {
  const need = needOf(witnessed, [release, 'automate-current.advisories'])
  const running = runningVersion(witnessed.questionFor(release))
  return framed(witnessed, {
    product: 'automate',
    title: say('ConnectWise Automate aktualisieren', 'Upgrade ConnectWise Automate'),
    need,
    running,
    path: () => goal(witnessed),
    steps: () => steps(witnessed, running),
    agreement: 'automate-current.witnesses-agree',
    afterwards: [
      release,
      'automate-current.advisories',
      'automate-current.agents',
      'automate-current.plugins',
      'automate-current.witnesses-agree',
      'control-center-restricted.agents-reachable',
    ],
  })
}

function goal({ situation }: Witnessed): readonly Text[] {
  const newest = newestRelease(situation.catalog.products.automate)
  if (!newest) return []
  const name = newest.name === undefined ? newest.version : `${newest.name} (${newest.version})`
  return [say(`${name} oder neuer`, `${name} or newer`)]
}

function steps(witnessed: Witnessed, running: KnownVersion | NoVersion): readonly UpgradeStep[] {
  return [
    { ...automateRequirements, checks: requirements(witnessed, running) },
    { ...automateBackup, checks: [scriptsCheck] },
    {
      ...automateInstall,
      checks: [
        backupCheck(say('Datenbank, LTShare und Server', 'database, LTShare and server')),
        restartCheck(witnessed, release),
      ],
    },
    {
      ...automateAgents,
      checks: [
        witnessed.check(
          'automate-current.agents',
          say('Kein Agent liegt schon vor dem Update zurück', 'No agent lags behind already before the upgrade'),
        ),
      ],
    },
    closingStep('bollwerk collect automate'),
  ]
}

function requirements(witnessed: Witnessed, running: KnownVersion | NoVersion): readonly Check[] {
  return [
    versionCheck(running),
    pathCheck,
    witnessed.check('endpoint-protection.system-supported'),
    witnessed.check('database-supported.line'),
    ...(enforcesHttpsFirst(running)
      ? [witnessed.check('automate-current.agent-templates'), witnessed.check('reverse-proxy.certificate')]
      : []),
  ]
}

/** From 2025.9 on agents insist on https and a valid certificate (automate.md §7, §9): older ones have to be ready for it. */
function enforcesHttpsFirst(running: KnownVersion | NoVersion): boolean {
  const first = parseVersion('automate', '2025.9')
  return !running.known || !first.ok || compareVersions(running.version, first.value) < 0
}

const pathCheck = askedOfPerson(
  'direct-path',
  say('Der Weg zur neuen Ausgabe ist bekannt', 'The path to the new release is known'),
  say(
    'Ob Zwischenausgaben nötig sind, ist öffentlich nicht belegt. Lesen Sie es in den Versionshinweisen nach oder fragen Sie Ihren Supportpartner.',
    'Whether releases in between are needed is not publicly documented. Read it in the release notes or ask your support partner.',
  ),
)

const scriptsCheck = askedOfPerson(
  'no-scripts',
  say('Im Wartungsfenster laufen keine Skripte', 'No scripts run in the maintenance window'),
  say(
    'Das weiß nur das Control Center: Ein Neustart des Database Agent bricht laufende Skripte ab. Verschieben Sie, was geplant ist.',
    'Only the Control Center knows: a restart of the Database Agent ends running scripts. Move what is scheduled.',
  ),
)

import { newestRelease } from '../../catalog/index.ts'
import { type KnownVersion, type NoVersion, runningVersion } from '../../controls/running-version.ts'
import { say, type Text } from '../../model/text.ts'
import type { Witnessed } from '../checked.ts'
import { backupCheck, restartCheck, versionCheck } from './common-checks.ts'
import { closingStep } from './common-steps.ts'
import { framed } from './framed.ts'
import { type Need, needOf } from './need.ts'
import type { UpgradePlan, UpgradeStep } from './plan.ts'
import { extensionCheck, hopsCheck, licenceCheck } from './screenconnect-checks.ts'
import {
  screenconnectBackup,
  screenconnectClients,
  screenconnectInstall,
  screenconnectLeftovers,
  screenconnectLicence,
  screenconnectTraces,
} from './screenconnect-steps.ts'

const release = 'screenconnect-current.release'
const clients = 'screenconnect-current.clients'

/** How ScreenConnect gets to its newest release, its clients and agents after it (screenconnect.md §5.2). */
export function screenconnectPlan(witnessed: Witnessed): UpgradePlan {
  const server = needOf(witnessed, [release, 'screenconnect-current.advisories'])
  // A new server with old clients is half an upgrade; that nobody counted the clients alone asks for none.
  const old = needOf(witnessed, [clients])
  const need = whichever(server, old)
  const running = runningVersion(witnessed.questionFor(release))
  return framed(witnessed, {
    product: 'screenconnect',
    title: say('ConnectWise ScreenConnect aktualisieren', 'Upgrade ConnectWise ScreenConnect'),
    need,
    running,
    path: () => (server.state === 'due' ? goal(witnessed) : []),
    steps: () => steps(witnessed, running, server.state === 'due'),
    agreement: 'screenconnect-current.witnesses-agree',
    afterwards: [
      release,
      'screenconnect-current.advisories',
      clients,
      'screenconnect-current.extensions',
      'screenconnect-current.setup-closed',
      'screenconnect-current.leftovers',
      'screenconnect-ip-lists.native',
      'screenconnect-current.witnesses-agree',
    ],
  })
}

function whichever(server: Need, old: Need): Need {
  const isNothing = server.state === 'nothing'
  const isQuiet = isNothing || server.state === 'accepted'
  return (isQuiet && old.state === 'due') || (isNothing && old.state === 'accepted') ? old : server
}

function goal({ situation }: Witnessed): readonly Text[] {
  const newest = newestRelease(situation.catalog.products.screenconnect)
  return newest ? [say(`${newest.version} oder neuer`, `${newest.version} or newer`)] : []
}

function serverSteps(witnessed: Witnessed, running: KnownVersion | NoVersion): readonly UpgradeStep[] {
  const saved = say('die sechs Teile des Installationsordners', 'the six parts of the installation folder')
  return [
    {
      ...screenconnectLicence,
      checks: [
        versionCheck(running),
        licenceCheck,
        hopsCheck(running),
        extensionCheck(witnessed.questionFor(release)),
        witnessed.check('endpoint-protection.system-supported'),
      ],
    },
    { ...screenconnectTraces, checks: [witnessed.check('screenconnect-current.indicators')] },
    { ...screenconnectBackup, checks: [] },
    { ...screenconnectInstall, checks: [backupCheck(saved), restartCheck(witnessed, release)] },
  ]
}

/** Clients may be old beside a new server; then the server needs no step. */
function steps(witnessed: Witnessed, running: KnownVersion | NoVersion, serverToo: boolean): readonly UpgradeStep[] {
  const upToDate = say('Der Server ist schon auf dem neuesten Stand', 'The server is up to date already')
  return [
    ...(serverToo ? serverSteps(witnessed, running) : []),
    { ...screenconnectClients, checks: [witnessed.check(release, upToDate)] },
    ...(serverToo ? [{ ...screenconnectLeftovers, checks: [] }] : []),
    closingStep('bollwerk collect screenconnect'),
  ]
}

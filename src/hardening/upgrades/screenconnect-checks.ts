import { compareVersions, parseVersion } from '../../catalog/index.ts'
import type { Question } from '../../controls/control.ts'
import { quotation } from '../../controls/quotation.ts'
import type { KnownVersion, NoVersion } from '../../controls/running-version.ts'
import { seenOnly } from '../../controls/vantage-evidence.ts'
import { say } from '../../model/text.ts'
import { askedOfPerson, type Check } from '../checked.ts'

/** The extension that connects ScreenConnect to Automate (screenconnect.md §1.6). */
const automateExtension = 'fc234f0e-2e8e-4a1f-b977-ba41b14031f7'
/** It must be at least this before ScreenConnect 25.8 (screenconnect.md §5.2). */
const leastExtension = '4.4.0.16'
/** Older servers went over several releases in between (screenconnect.md §5.2, unverified). */
const certainlyOld = '23.0'

/** Which release the licence allows is shown by ScreenConnect alone; a release beyond it breaks the installation. */
export const licenceCheck: Check = askedOfPerson(
  'licence',
  say('Die Lizenz berechtigt zur neuen Ausgabe', 'The licence is eligible for the new release'),
  say(
    'Das steht nur unter Administration > Status („Latest Eligible Version“); Bollwerk liest die Lizenz nicht. Ist die Wartung abgelaufen, verlängern Sie sie zuerst.',
    'Only Administration > Status says so ("Latest Eligible Version"); Bollwerk does not read the licence. If the maintenance has ended, renew it first.',
  ),
)

/** Whether the release can be installed over the one that runs: which steps in between are needed is not public. */
export function hopsCheck(running: KnownVersion | NoVersion): Check {
  const old = parseVersion('screenconnect', certainlyOld)
  const isOld = running.known && old.ok && compareVersions(running.version, old.value) < 0
  const hint = isOld
    ? say(
        'Ihre Ausgabe ist so alt, dass Zwischenschritte wahrscheinlich sind.',
        'Your release is so old that steps in between are likely.',
      )
    : say('Bei einer Ausgabe der letzten Jahre sind keine bekannt.', 'For a release of the last years none are known.')
  return askedOfPerson(
    'direct-path',
    say('Der Weg zur neuen Ausgabe ist bekannt', 'The path to the new release is known'),
    say(
      `Welche Zwischenausgaben nötig sind, ist öffentlich nicht belegt. ${hint.de} Fragen Sie den Hersteller oder Ihren Supportpartner.`,
      `Which releases in between are needed is not publicly documented. ${hint.en} Ask the vendor or your support partner.`,
    ),
  )
}

/** Whether the extension of Automate, if there is one, is new enough. */
export function extensionCheck({ evidence, server }: Question): Check {
  const id = 'automate-extension'
  const title = say(
    `Die Automate-Erweiterung ist neu genug (${leastExtension})`,
    `The Automate extension is new enough (${leastExtension})`,
  )
  const [look] = seenOnly(evidence.about(server.kind, 'screenconnect.extensions'))
  if (!look) return { id, title, answer: 'unknown', reason: nobodyLooked }
  const found = look.value.extensions.find((one) => one.id.toLowerCase() === automateExtension)
  if (!found) return { id, title, answer: 'met', reason: notThere }
  const [version, least] = [found.version ?? '', leastExtension].map((text) => parseVersion('screenconnect', text))
  const shown = quotation(found.version ?? '?')
  if (!version?.ok || !least?.ok) return { id, title, answer: 'unknown', reason: unreadable(shown) }
  const answer = compareVersions(version.value, least.value) < 0 ? 'not-met' : 'met'
  return { id, title, answer, reason: say(`Installiert ist ${shown}.`, `${shown} is installed.`) }
}

const nobodyLooked = say(
  'In den Installationsordner hat in letzter Zeit niemand hineingesehen. Führen Sie bollwerk collect screenconnect aus.',
  'Nobody has looked into the installation folder lately. Run bollwerk collect screenconnect.',
)

const notThere = say(
  'Die Erweiterung ist nicht installiert; ScreenConnect ist nicht mit Automate verbunden.',
  'The extension is not installed; ScreenConnect is not connected to Automate.',
)

function unreadable(version: string): Check['reason'] {
  return say(
    `Ihre Version („${version}“) ist nicht zu lesen. Sehen Sie unter Administration > Extensions nach.`,
    `Its version ("${version}") cannot be read. Look it up under Administration > Extensions.`,
  )
}

import type { ServerKind } from '../model/server.ts'
import { say } from '../model/text.ts'
import type { RemedyText } from './control.ts'

const summary = say('Lesen Sie die Version auf dem Server selbst ab.', 'Read the version on the server itself.')

/** How a person reads the version of a product on its server (automate.md §3, screenconnect.md §1.6). */
export const versionByHand: Readonly<Record<ServerKind, RemedyText>> = {
  automate: {
    summary,
    steps: [
      say(
        'Öffnen Sie auf dem Automate-Server im Explorer C:\\Program Files\\LabTech, dann LTAgent.exe > Eigenschaften > Details, und lesen Sie die Dateiversion (zum Beispiel 25.0.436).',
        'On the Automate server open C:\\Program Files\\LabTech in the Explorer, then LTAgent.exe > Properties > Details, and read the file version (for example 25.0.436).',
      ),
      say(
        'Vergleichen Sie sie mit der neuesten Ausgabe, die ConnectWise Ihnen als Partner anbietet.',
        'Compare it with the newest release that ConnectWise offers you as a partner.',
      ),
    ],
    automatic: false,
  },
  screenconnect: {
    summary,
    steps: [
      say(
        'Melden Sie sich bei ScreenConnect an und öffnen Sie Administration > Status: Die Versionsprüfung nennt Ihre Version, die neueste und die neueste, zu der Ihre Lizenz berechtigt.',
        'Sign in to ScreenConnect and open Administration > Status: the version check names your version, the latest one and the latest one that your licence is eligible for.',
      ),
      say(
        'Oder lesen Sie die Dateiversion von Bin\\ScreenConnect.Service.exe im Installationsordner (zum Beispiel 26.6.5.9742).',
        'Or read the file version of Bin\\ScreenConnect.Service.exe in the installation folder (for example 26.6.5.9742).',
      ),
    ],
    automatic: false,
  },
}

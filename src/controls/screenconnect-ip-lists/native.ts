import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { entryJudgements } from '../native-list-entries.ts'
import {
  extensionGap,
  listsWithoutEffect,
  pagesWithoutList,
  placesBeside,
  proxyGaps,
  setupWizardGap,
} from '../native-list-gaps.ts'
import { entriesOf } from '../native-lists.ts'
import { foundOr, listed, onEveryFolderWith, unreadIn } from '../screenconnect-folder.ts'

/** ScreenConnect's own lists, `RestrictToIPs` and `BlockIPs` of each location in web.config, with the gaps they leave (screenconnect.md §2). */
export const screenconnectListsNative: Control = {
  id: 'screenconnect-ip-lists.native',
  version: 1,
  measure: 'screenconnect-ip-lists',
  title: say(
    'Die eigenen IP-Listen von ScreenConnect sind gesetzt und ohne Lücken',
    "ScreenConnect's own address lists are set and leave no gaps",
  ),
  reason: say(
    'Die Listen in der web.config wirken je Seite. Wer nur Host und Administration einträgt, lässt die Dienste dahinter offen.',
    'The lists in web.config work for each page. Whoever enters only Host and Administration leaves the services behind them open.',
  ),
  looksAt: say(
    'RestrictToIPs und BlockIPs je <location> in web.config, die Netze der Techniker in der Richtlinie, und von außen: ob ein Proxy davor steht und ob Einrichtungsassistent und Erweiterungen antworten.',
    "RestrictToIPs and BlockIPs of each <location> in web.config, the technicians' networks of the policy, and from outside: whether a proxy stands in front and whether setup wizard and extensions answer.",
  ),
  servers: ['screenconnect'],
  severity: 'medium',
  maximumAgeDays: 30,
  witnesses: ['inside'],
  remedy: {
    summary: say(
      'Setzen Sie die Listen, und schließen Sie ihre Lücken an einem Proxy davor.',
      'Set the lists, and close their gaps at a proxy in front.',
    ),
    steps: [
      say(
        'Halten Sie einen Weg auf die Konsole des Servers bereit: Eine falsche Liste sperrt Sie selbst aus. Sichern Sie die web.config an einen Ort außerhalb des Installationsordners.',
        'Have a way to the console of the server at hand: a wrong list locks you out yourself. Back web.config up to a place outside of the installation folder.',
      ),
      say(
        'Installieren Sie unter Administration > Extensions den Advanced Configuration Editor und tragen Sie „RestrictToIPs“ für Host und Administration ein: Adressen oder CIDR, durch Komma getrennt. Steht ein Proxy davor, nur dessen Adresse (Lücke 4).',
        'Under Administration > Extensions install the Advanced Configuration Editor and enter "RestrictToIPs" for Host and Administration: addresses or CIDR, separated by commas. If a proxy stands in front, only its address (gap 4).',
      ),
      say(
        'Lücke 1: Der Editor zeigt nur Host und Administration. Sperren Sie /Services/ am Proxy, bis auf die Methoden, die die Gastseite braucht; in web.config würde die Liste dort auch die Anmeldung treffen.',
        'Gap 1: the editor shows Host and Administration only. Close /Services/ at the proxy, except for the methods that the guest page needs; in web.config the list there would hit the sign-in too.',
      ),
      say(
        'Lücke 2: Für SetupWizard.aspx gibt es keinen Schlüssel; sperren Sie den Pfad am Proxy für alle.',
        'Gap 2: there is no key for SetupWizard.aspx; close the path at the proxy for everyone.',
      ),
      say(
        'Lücke 3: /App_Extensions/ liegt außerhalb aller Listen. Entfernen Sie Erweiterungen, die Sie nicht brauchen, und sperren Sie den Pfad am Proxy.',
        'Gap 3: /App_Extensions/ lies outside of all lists. Remove extensions that you do not need and close the path at the proxy.',
      ),
      say(
        'Lücke 5: Stellen Sie HostClientDeviceFingerprintValidationLevel auf None oder Low, solange das Relay am Proxy vorbei läuft.',
        'Gap 5: set HostClientDeviceFingerprintValidationLevel to None or Low as long as the relay goes past the proxy.',
      ),
      say(
        'Sehen Sie danach aus einem fremden Netz nach (bollwerk assess --from internet) und starten Sie zur Probe eine Gastsitzung.',
        'Afterwards look from a foreign network (bollwerk assess --from internet) and start a guest session as a trial.',
      ),
    ],
    automatic: true,
    rollback: say(
      'Spielen Sie die gesicherte web.config an der Konsole zurück.',
      'Put the saved web.config back at the console.',
    ),
    downtime: say(
      'Das Speichern startet die Weboberfläche neu (Sekunden); Sitzungen laufen weiter.',
      'Saving restarts the web interface (seconds); sessions go on.',
    ),
  },
  references: [sources.announcement2020, sources.screenconnectProxy],
  mappings: mappingsOf('screenconnect-ip-lists'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.lists', (piece, folder) => {
    const found = [
      ...pagesWithoutList(piece),
      ...placesBeside(piece),
      ...listsWithoutEffect(piece),
      ...entryJudgements(piece, question.policy),
      ...setupWizardGap(piece, question),
      ...extensionGap(piece, folder, question),
      ...proxyGaps(piece, folder, question),
      ...unreadIn(folder, 'screenconnect.settings'),
    ]
    const entries = listed(entriesOf(piece.value))
    const detail = say(
      `Host, Administration, Login und die Dienste lassen nur zu: ${entries.de}. Die bekannten Lücken der Listen sind geschlossen.`,
      `Host, Administration, Login and the services admit only: ${entries.en}. The known gaps of the lists are closed.`,
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}

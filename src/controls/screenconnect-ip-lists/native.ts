import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'

/** ScreenConnect's own lists, `RestrictToIPs` and `BlockIPs` of each location in web.config, with the gaps they leave. */
export const screenconnectListsNative: Control = awaited({
  id: 'screenconnect-ip-lists.native',
  measure: 'screenconnect-ip-lists',
  title: say(
    'Die eigenen IP-Listen von ScreenConnect sind gesetzt und ohne Lücken',
    "ScreenConnect's own address lists are set and leave no gaps",
  ),
  reason: say(
    'Die Listen in der web.config wirken je Seite. Wer nur Host und Administration einträgt, lässt die Dienste dahinter offen.',
    'The lists in web.config work for each page. Whoever enters only Host and Administration leaves the services behind them open.',
  ),
  servers: ['screenconnect'],
  severity: 'medium',
  witnesses: ['inside'],
  byHand: [
    say(
      'Öffnen Sie die web.config im Installationsordner und lesen Sie je <location> die Schlüssel RestrictToIPs und BlockIPs: Login.aspx, Host.aspx, Administration.aspx, Services, Services/PageService.ashx, Services/MailService.ashx (Namen aus einer beobachteten Installation, nicht vom Hersteller bestätigt).',
      'Open web.config in the installation folder and read RestrictToIPs and BlockIPs of each <location>: Login.aspx, Host.aspx, Administration.aspx, Services, Services/PageService.ashx, Services/MailService.ashx (names from an observed installation, not confirmed by the vendor).',
    ),
    say(
      'Lücke 1: Steht RestrictToIPs nur bei Host.aspx und Administration.aspx, sind die Verwaltungsdienste unter Services weiter für alle offen. Setzen Sie die Liste dort nicht ungeprüft: Services trägt auch die Anmeldung.',
      'Gap 1: with RestrictToIPs at Host.aspx and Administration.aspx only, the administrative services under Services stay open to everyone. Do not set the list there untested: Services carries the sign-in too.',
    ),
    say(
      'Lücke 2: Für SetupWizard.aspx gibt es keinen Schlüssel; der Assistent muss am Proxy gesperrt werden.',
      'Gap 2: there is no key for SetupWizard.aspx; the wizard must be closed at the proxy.',
    ),
    say(
      'Lücke 3: Die Schnittstellen der Erweiterungen unter App_Extensions liegen außerhalb aller Listen. Entfernen Sie Erweiterungen, die Sie nicht brauchen, und sperren Sie den Pfad am Proxy.',
      'Gap 3: the interfaces of the extensions under App_Extensions lie outside of all lists. Remove extensions that you do not need and close the path at the proxy.',
    ),
    say(
      'Lücke 4: Hinter einem Proxy sieht ScreenConnect nur dessen Adresse. Tragen Sie dann allein die Adresse des Proxys ein und führen Sie die eigentlichen Listen am Proxy.',
      'Gap 4: behind a proxy ScreenConnect sees only its address. Then enter the address of the proxy alone and keep the real lists at the proxy.',
    ),
  ],
  references: [sources.announcement2020],
  mappings: mappingsOf('screenconnect-ip-lists'),
})

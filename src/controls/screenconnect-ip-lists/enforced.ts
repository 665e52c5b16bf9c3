import { say } from '../../model/text.ts'
import type { Control } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { technicianAreas } from '../technician-areas.ts'

/** The pages of hosts and administrators, their sign-in and the services behind them, seen from the internet. */
export const screenconnectListsEnforced: Control = {
  id: 'screenconnect-ip-lists.enforced',
  version: 1,
  measure: 'screenconnect-ip-lists',
  title: say(
    'Anmeldung, Host- und Verwaltungsseiten sind nur aus den Netzen der Techniker erreichbar',
    "Sign-in, host and administration pages answer the technicians' networks only",
  ),
  reason: say(
    'Gäste brauchen nur die Gastseite und das Relay. Alles andere ist für Angreifer der Weg zu jedem Rechner, den Sie betreuen.',
    'Guests need only the guest page and the relay. For attackers everything else is the way to every machine that you look after.',
  ),
  looksAt: say(
    'Die Antworten der Seiten für Anmeldung, Host und Verwaltung und der Dienste dahinter auf Anfragen aus dem Internet.',
    'The answers of the pages for sign-in, host and administration and of the services behind them to requests from the internet.',
  ),
  servers: ['screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Lassen Sie Login, Host, Administration und die Dienste dahinter nur für die Netze Ihrer Techniker zu, am besten an einem vorgelagerten Proxy.',
      "Admit only your technicians' networks to Login, Host, Administration and the services behind them, best at a proxy in front.",
    ),
    steps: [
      say(
        'Sperren Sie am Proxy für alle anderen: /Login, /Host, /Administration, /Services/ (bis auf die Methoden, die die Gastseite braucht), /App_Extensions/ und /SetupWizard.aspx. Offen bleiben die Gastseite, ihre Skripte, /Bin/ und das Relay. Beginnen Sie im Beobachtungsmodus.',
        'At the proxy close for everybody else: /Login, /Host, /Administration, /Services/ (except for the methods that the guest page needs), /App_Extensions/ and /SetupWizard.aspx. The guest page, its scripts, /Bin/ and the relay stay open. Begin in observing mode.',
      ),
      say(
        'Ohne Proxy: Installieren Sie die Erweiterung Advanced Configuration Editor und tragen Sie die Netze der Techniker in „RestrictToIPs“ für Host und Administration ein, mit Komma getrennt, als Adresse oder CIDR. Die Dienste unter /Services und /App_Extensions bleiben dabei offen.',
        'Without a proxy: install the extension Advanced Configuration Editor and enter the technicians\' networks in "RestrictToIPs" for Host and Administration, separated by commas, as addresses or CIDR. The services under /Services and /App_Extensions stay open with that.',
      ),
      say(
        'Halten Sie einen Weg auf die Konsole des Servers bereit: Eine falsche Liste sperrt Sie selbst aus. Sichern Sie vorher die web.config im Installationsordner.',
        'Have a way to the console of the server at hand: a wrong list locks you out yourself. Back up web.config in the installation folder first.',
      ),
      say(
        'Sehen Sie danach aus einem fremden Netz nach und starten Sie zur Probe eine Gastsitzung.',
        'Afterwards look from a foreign network and start a guest session as a trial.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Leeren Sie die Listen wieder oder spielen Sie die gesicherte web.config zurück.',
      'Empty the lists again, or put the saved web.config back.',
    ),
    downtime: say(
      'Speichern der web.config startet die Weboberfläche neu (Sekunden); Sperren am Proxy unterbrechen nichts.',
      'Saving web.config restarts the web interface (seconds); rules at the proxy interrupt nothing.',
    ),
  },
  references: [sources.announcement2020, sources.screenconnectProxy],
  mappings: mappingsOf('screenconnect-ip-lists'),
  judge: technicianAreas,
}

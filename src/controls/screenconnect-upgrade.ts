import { say } from '../model/text.ts'
import type { RemedyText } from './control.ts'

/** How ScreenConnect is brought to its newest release (screenconnect.md §5.2). */
export const screenconnectUpgrade: RemedyText = {
  summary: say(
    'Aktualisieren Sie ScreenConnect auf die neueste Ausgabe, zu der Ihre Lizenz berechtigt; danach die Clients.',
    'Upgrade ScreenConnect to the newest release that your licence is eligible for; then the clients.',
  ),
  steps: [
    say(
      'Prüfen Sie unter Administration > Status, zu welcher Version Ihre Lizenz berechtigt. Eine Ausgabe darüber macht die Installation unbrauchbar; verlängern Sie in diesem Fall zuerst die Wartung.',
      'Check under Administration > Status which version your licence is eligible for. A release beyond it breaks the installation; in that case renew the maintenance first.',
    ),
    say(
      'Ist ScreenConnect mit Automate verbunden, beziehen Sie die Ausgabe über die Produkt-Updates von Automate und aktualisieren Sie vor 25.8 die Automate-Erweiterung auf mindestens 4.4.0.16.',
      'If ScreenConnect is connected to Automate, take the release from the product updates of Automate, and before 25.8 upgrade the Automate extension to at least 4.4.0.16.',
    ),
    say(
      'Sichern Sie im Installationsordner web.config, App_ClientConfig, App_Data, App_Extensions, App_WebResources und App_Themes, am besten den ganzen Server. Die Sicherung enthält Schlüssel: Bewahren Sie sie geschützt auf.',
      'In the installation folder back up web.config, App_ClientConfig, App_Data, App_Extensions, App_WebResources and App_Themes, best of all the whole server. The backup holds keys: keep it protected.',
    ),
    say(
      'Laden Sie das Installationsprogramm (ScreenConnect_<Version>_Release.msi) von www.screenconnect.com/download und führen Sie es auf dem Server aus. Bei sehr alten Servern fragen Sie vorher nach den nötigen Zwischenschritten.',
      'Download the installer (ScreenConnect_<version>_Release.msi) from www.screenconnect.com/download and run it on the server. For very old servers ask for the intermediate steps first.',
    ),
    say(
      'Vergleichen Sie danach die Dateiversion von Bin\\ScreenConnect.Service.exe mit der gewünschten.',
      'Then compare the file version of Bin\\ScreenConnect.Service.exe with the wanted one.',
    ),
    say(
      'Installieren Sie die Host-Clients der Techniker neu und aktualisieren Sie die Agenten; das Server-Update allein erledigt das nicht.',
      "Reinstall the technicians' host clients and update the agents; the server upgrade alone does not do it.",
    ),
    say('Prüfen Sie das Ergebnis mit bollwerk assess.', 'Check the result with bollwerk assess.'),
  ],
  automatic: false,
  rollback: say(
    'Deinstallieren Sie die neue Ausgabe, installieren Sie die alte und spielen Sie die gesicherten Dateien zurück.',
    'Uninstall the new release, install the old one and put the saved files back.',
  ),
  downtime: say(
    'Laufende Fernsitzungen brechen ab; Web-Oberfläche und Relay stehen, bis die Dienste neu gestartet sind.',
    'Running remote sessions break off; web interface and relay are down until the services have restarted.',
  ),
}

/** How clients and agents are brought to the release of the server, which the server upgrade does not do by itself. */
export const screenconnectClientRenewal: RemedyText = {
  summary: say(
    'Bringen Sie zuerst den Server auf den neuesten Stand, dann alle Host-Clients und Agenten.',
    'Bring the server up to date first, then all host clients and agents.',
  ),
  steps: [
    say(
      'Zeigen Sie auf der Host-Seite unter Access die Client-Version der Rechner an und suchen Sie die, die hinter dem Server zurückliegen.',
      'On the host page under Access show the client version of the machines and look for those that lag behind the server.',
    ),
    say(
      'Stoßen Sie bei diesen Rechnern „Reinstall“ an; Techniker deinstallieren ihren Host-Client und laden ihn neu vom Server.',
      'Start "Reinstall" on these machines; technicians uninstall their host client and load it anew from the server.',
    ),
    say(
      'Solange das nicht überall geschehen ist, nehmen Sie unter Administration > Security allen Rollen das Recht TransferFiles (in alten Ausgaben TransferFilesInSession): Das empfiehlt der Hersteller gegen CVE-2026-84869.',
      'As long as that is not done everywhere, take the permission TransferFiles (TransferFilesInSession in old releases) from every role under Administration > Security: the vendor recommends it against CVE-2026-84869.',
    ),
  ],
  automatic: false,
  rollback: say(
    'Geben Sie den Rollen das Recht TransferFiles zurück, sobald alle Clients neu sind.',
    'Give the roles the permission TransferFiles back once all clients are new.',
  ),
  downtime: say(
    'Kurze Unterbrechung je Rechner; ohne TransferFiles ist die Dateiübertragung in Sitzungen gesperrt.',
    'A short break per machine; without TransferFiles, sessions cannot transfer files.',
  ),
}

/** How the versions of extensions are read and renewed. */
export const screenconnectExtensionRenewal: RemedyText = {
  summary: say(
    'Sehen Sie nach, welche Erweiterungen installiert sind, und bringen Sie sie auf den neuesten Stand.',
    'See which extensions are installed, and bring them up to date.',
  ),
  steps: [
    say(
      'Öffnen Sie Administration > Extensions: Dort stehen Name und Version jeder Erweiterung.',
      'Open Administration > Extensions: name and version of each extension stand there.',
    ),
    say(
      'Aktualisieren Sie betroffene Erweiterungen und deinstallieren Sie, was niemand braucht.',
      'Update affected extensions and uninstall what nobody needs.',
    ),
    say(
      'War „Certificate Signing“ älter als 1.0.12, erneuern Sie danach vorsichtshalber die Zugangsdaten, die darin hinterlegt sind (zum Beispiel zum Azure Key Vault).',
      'If "Certificate Signing" was older than 1.0.12, renew the credentials stored in it afterwards as a precaution (for the Azure Key Vault, say).',
    ),
  ],
  automatic: false,
  rollback: say(
    'Sichern Sie vorher den Ordner App_Extensions; spielen Sie daraus den Ordner der Erweiterung zurück.',
    'Back up the folder App_Extensions first; put the folder of the extension back from it.',
  ),
  downtime: say(
    'Keine für Sitzungen; was die Erweiterung bietet, fehlt für Sekunden.',
    'None for sessions; what the extension offers is missing for seconds.',
  ),
}

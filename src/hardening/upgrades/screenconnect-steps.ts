import { screenconnectClientRenewal } from '../../controls/screenconnect-upgrade.ts'
import { say } from '../../model/text.ts'
import { noDowntime, nothingChanged } from './common-steps.ts'
import type { UpgradeStep } from './plan.ts'

type Unchecked = Omit<UpgradeStep, 'checks'>

export const screenconnectLicence: Unchecked = {
  id: 'licence',
  title: say('Lizenz und Weg klären', 'Settle licence and path'),
  instructions: [
    say(
      'Sehen Sie unter Administration > Status nach, zu welcher Version Ihre Lizenz berechtigt. Eine Ausgabe darüber macht die Installation unbrauchbar.',
      'Look under Administration > Status which version your licence is eligible for. A release beyond it breaks the installation.',
    ),
    say(
      'Ist ScreenConnect mit Automate verbunden, beziehen Sie die Ausgabe über die Produkt-Updates von Automate und aktualisieren Sie vorher die Automate-Erweiterung.',
      'If ScreenConnect is connected to Automate, take the release from the product updates of Automate and upgrade the Automate extension before.',
    ),
  ],
  proof: say(
    '„Latest Eligible Version“ ist die Ausgabe, die Sie installieren wollen, oder eine neuere.',
    '"Latest Eligible Version" is the release that you want to install, or a newer one.',
  ),
  rollback: nothingChanged,
  downtime: noDowntime,
}

export const screenconnectTraces: Unchecked = {
  id: 'traces',
  title: say('Spuren sichern, bevor das Update sie verwischt', 'Keep traces before the upgrade blurs them'),
  instructions: [
    say(
      'Kopieren Sie App_Data\\Session.db, App_Data\\Security.db, App_Data\\User.xml und das Windows-Ereignisprotokoll „Anwendung“ an einen geschützten Ort.',
      'Copy App_Data\\Session.db, App_Data\\Security.db, App_Data\\User.xml and the Windows event log "Application" to a protected place.',
    ),
    say(
      'Gibt es Anzeichen für einen Einbruch, halten Sie hier an und holen Sie Hilfe: Ein Update entfernt keinen Eindringling.',
      'If there are signs of an intrusion, stop here and get help: an upgrade removes no intruder.',
    ),
  ],
  proof: say('Die Kopien lassen sich an einem anderen Rechner öffnen.', 'The copies can be opened on another machine.'),
  rollback: nothingChanged,
  downtime: noDowntime,
}

export const screenconnectBackup: Unchecked = {
  id: 'backup',
  title: say('Sichern', 'Back up'),
  instructions: [
    say(
      'Halten Sie die Dienste von ScreenConnect an und sichern Sie aus dem Installationsordner: web.config, App_ClientConfig, App_Data, App_Extensions, App_WebResources und App_Themes, am besten den ganzen Server.',
      'Stop the services of ScreenConnect and back up from the installation folder: web.config, App_ClientConfig, App_Data, App_Extensions, App_WebResources and App_Themes, best of all the whole server.',
    ),
    say(
      'Die Sicherung enthält Schlüssel. Bewahren Sie sie nicht im Installationsordner auf, sondern geschützt.',
      'The backup holds keys. Do not keep it in the installation folder but protected.',
    ),
    say(
      'Legen Sie auch das Installationsprogramm der jetzigen Ausgabe bereit; der Weg zurück braucht es.',
      'Have the installer of the present release at hand, too; the way back needs it.',
    ),
  ],
  proof: say(
    'Alle sechs Teile sind in der Sicherung, und sie lässt sich öffnen.',
    'All six parts are in the backup, and it can be opened.',
  ),
  rollback: say('Starten Sie die Dienste wieder.', 'Start the services again.'),
  downtime: say('Wenige Minuten, solange die Dienste stehen.', 'A few minutes while the services are down.'),
}

export const screenconnectInstall: Unchecked = {
  id: 'install',
  title: say('Den Server aktualisieren', 'Upgrade the server'),
  instructions: [
    say(
      'Laden Sie ScreenConnect_<Version>_Release.msi von www.screenconnect.com/download oder Ihrer Bestellseite und führen Sie es auf dem Server aus.',
      'Download ScreenConnect_<version>_Release.msi from www.screenconnect.com/download or your order page and run it on the server.',
    ),
    say('Melden Sie sich an und öffnen Sie eine Testsitzung.', 'Sign in and open a test session.'),
  ],
  proof: say(
    'Die Dateiversion von Bin\\ScreenConnect.Service.exe ist die gewünschte, und Administration > Status meldet keinen Fehler.',
    'The file version of Bin\\ScreenConnect.Service.exe is the wanted one, and Administration > Status reports no fault.',
  ),
  rollback: say(
    'Deinstallieren Sie die neue Ausgabe, installieren Sie die alte und spielen Sie die gesicherten Teile zurück.',
    'Uninstall the new release, install the old one and put the saved parts back.',
  ),
  downtime: say(
    'Laufende Fernsitzungen brechen ab; Web-Oberfläche und Relay stehen, bis die Dienste neu gestartet sind. Rechnen Sie mit 15 bis 30 Minuten (Schätzung, nicht vom Hersteller).',
    'Running remote sessions break off; web interface and relay are down until the services have restarted. Reckon with 15 to 30 minutes (an estimate, not from the vendor).',
  ),
}

export const screenconnectClients: Unchecked = {
  id: 'clients',
  title: say('Host-Clients und Agenten erneuern', 'Renew host clients and agents'),
  instructions: screenconnectClientRenewal.steps,
  proof: say(
    'Die Host-Seite zeigt unter Access bei keinem Rechner mehr eine ältere Client-Version. Halten Sie das mit bollwerk attest fest.',
    'The host page shows under Access no machine with an older client version any more. Keep that with bollwerk attest.',
  ),
  rollback: say(
    'Geben Sie den Rollen das Recht TransferFiles zurück, sobald alle Clients neu sind.',
    'Give the roles the permission TransferFiles back once all clients are new.',
  ),
  downtime: say(
    'Eine kurze Unterbrechung je Rechner; ohne TransferFiles ist die Dateiübertragung in Sitzungen gesperrt.',
    'A short break per machine; without TransferFiles, sessions cannot transfer files.',
  ),
}

export const screenconnectLeftovers: Unchecked = {
  id: 'leftovers',
  title: say('Reste des Updates entfernen', 'Remove what the upgrade left'),
  instructions: [
    say(
      'Der Installer legt in App_Data Kopien von web.config an (*.bak, *.new), die Schlüssel enthalten können. Verschieben Sie sie in die geschützte Sicherung.',
      'The installer puts copies of web.config into App_Data (*.bak, *.new) that may hold keys. Move them to the protected backup.',
    ),
    say(
      'Vergleichen Sie die neue web.config mit der gesicherten: Adresslisten, Fristen und Ports müssen geblieben sein.',
      'Compare the new web.config with the saved one: address lists, terms and ports must have stayed.',
    ),
    say(
      'Aktualisieren Sie unter Administration > Extensions die Erweiterungen.',
      'Upgrade the extensions under Administration > Extensions.',
    ),
  ],
  proof: say(
    'bollwerk collect screenconnect findet keine Kopien mehr.',
    'bollwerk collect screenconnect finds no copies any more.',
  ),
  rollback: say('Nicht nötig, die Kopien liegen in der Sicherung.', 'Not needed, the copies are in the backup.'),
  downtime: noDowntime,
}

import type { WindowsFacts } from '../evidence/windows/facts.ts'
import { say, type Text } from '../model/text.ts'

/** What each fact of the Windows collector is, as the subject of a sentence. */
export const windowsFactWords: Readonly<Record<keyof WindowsFacts, Text>> = {
  'windows.collector': say('Der Bericht des Skripts', "The script's own report"),
  'windows.system': say('Der Stand von Windows', 'The state of Windows'),
  'windows.firewall-profiles': say('Der Stand der Windows-Firewall', 'The state of the Windows firewall'),
  'windows.firewall-rules': say('Die Liste der Firewall-Regeln', 'The list of firewall rules'),
  'windows.uac': say('Der Stand der Benutzerkontensteuerung', 'The state of User Account Control'),
  'windows.services': say('Die Liste der Dienste', 'The list of services'),
  'windows.drivers': say('Die Liste der Treiber', 'The list of drivers'),
  'windows.defender': say('Der Stand von Microsoft Defender', 'The state of Microsoft Defender'),
  'windows.listeners': say('Die Liste der lauschenden Programme', 'The list of listening programs'),
  'windows.interfaces': say('Die Liste der Netzwerkkarten', 'The list of network cards'),
  'windows.membership': say('Die Zugehörigkeit zu einer Domäne', 'The membership of a domain'),
  'windows.iis': say('Die Konfiguration von IIS', 'The configuration of IIS'),
  'windows.tls': say('Die TLS-Einstellung von Windows', 'The TLS setting of Windows'),
  'windows.remote-desktop': say('Die Einstellung des Remotedesktops', 'The setting of Remote Desktop'),
  'windows.smb': say('Die Einstellung der Dateifreigabe', 'The setting of file sharing'),
  'windows.administrators': say('Die Liste der lokalen Administratoren', 'The list of local administrators'),
  'windows.programs': say('Die Liste der installierten Programme', 'The list of installed programs'),
  'windows.automate': say('Die Installation von Automate', 'The installation of Automate'),
  'windows.screenconnect': say('Die Installation von ScreenConnect', 'The installation of ScreenConnect'),
  'windows.database': say('Der Dienst der Datenbank', 'The service of the database'),
  'windows.rights': say('Die Liste der Rechte an Dateien und Schlüsseln', 'The list of rights on files and keys'),
  'windows.shares': say('Die Liste der Freigaben', 'The list of shares'),
}

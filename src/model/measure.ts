import { say, type Text } from './text.ts'

/** The measures of the guidance, in its order. */
export const measureIds = [
  'automate-current',
  'database-supported',
  'database-patched',
  'screenconnect-current',
  'accounts',
  'control-center-restricted',
  'geoblocking',
  'windows-firewall',
  'uac',
  'isolated-network',
  'ports-minimal',
  'endpoint-protection',
  'screenconnect-ip-lists',
  'reverse-proxy',
] as const

export type MeasureId = (typeof measureIds)[number]

/** What the guidance calls each measure. */
export const measureTitles: Readonly<Record<MeasureId, Text>> = {
  'automate-current': say('Automate auf dem neuesten Stand', 'Automate up to date'),
  'database-supported': say('Unterstützte Datenbank-Version', 'Database version supported'),
  'database-patched': say('Neuester Patch der Datenbank', 'Newest database patch'),
  'screenconnect-current': say('ScreenConnect auf dem neuesten Stand', 'ScreenConnect up to date'),
  accounts: say('Benutzer und Berechtigungen', 'Users and permissions'),
  'control-center-restricted': say(
    'Control Center auf IP-Bereich beschränkt',
    'Control Center restricted to an address range',
  ),
  geoblocking: say('Geoblocking', 'Geoblocking'),
  'windows-firewall': say('Windows-Firewall aktiv', 'Windows firewall on'),
  uac: say('Benutzerkontensteuerung (UAC) aktiv', 'User Account Control (UAC) on'),
  'isolated-network': say('Isoliertes Netzwerk', 'Isolated network'),
  'ports-minimal': say('Nur nötige Ports offen', 'Only necessary ports open'),
  'endpoint-protection': say('Endpoint-Schutz / EDR', 'Endpoint protection / EDR'),
  'screenconnect-ip-lists': say('IP-Listen für ScreenConnect', 'Address lists for ScreenConnect'),
  'reverse-proxy': say('Reverse Proxy gegen Massenangriffe', 'Reverse proxy against mass attacks'),
}

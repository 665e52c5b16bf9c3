/** What German Windows calls the things of the lab; identifiers, values and paths stay as they are. */
const germanNames: readonly (readonly [string, string])[] = [
  ['"en-US"', '"de-DE"'],
  ['NT AUTHORITY\\\\LocalService', 'NT-AUTORITÄT\\\\Lokaler Dienst'],
  ['NT AUTHORITY\\\\NetworkService', 'NT-AUTORITÄT\\\\Netzwerkdienst'],
  ['Domain Admins', 'Domänen-Admins'],
  ['"Transfer"', '"Übergabe für Prüfer"'],
  ['Allow everything', 'Alles für die Überwachung zulassen'],
  ['Microsoft Edge', 'Microsoft Edge für Unternehmen, Schlüsselversion'],
  ['"Ethernet"', '"LAN-Verbindung (Süd)"'],
]

/** The evidence file of the same machine with Windows in German. */
export function onGermanWindows(text: string): string {
  return germanNames.reduce((changed, [english, german]) => changed.replaceAll(english, german), text)
}

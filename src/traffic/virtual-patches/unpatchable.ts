import { say, type Text } from '../../model/text.ts'

/** An advisory that no look at a request can answer, with what helps instead. */
export interface Unpatchable {
  readonly cve: string
  readonly reason: Text
}

const inClient = (remedyDe: string, remedyEn: string): Text =>
  say(
    `Der Fehler liegt im Client, nicht in einer Anfrage an den Server. ${remedyDe}`,
    `The fault is in the client, not in a request to the server. ${remedyEn}`,
  )

const inAnswer = (remedyDe: string, remedyEn: string): Text =>
  say(
    `Der Fehler liegt in der Antwort des Servers; jede Anfrage ist ehrlich. ${remedyDe}`,
    `The fault is in the answer of the server; every request is honest. ${remedyEn}`,
  )

/** Every advisory of the catalogue for which there is no virtual patch. */
export const unpatchable: readonly Unpatchable[] = [
  {
    cve: 'CVE-2025-11492',
    reason: inClient(
      'Schließen Sie Port 80 und stellen Sie die Agenten auf HTTPS um.',
      'Close port 80 and set the agents to HTTPS.',
    ),
  },
  {
    cve: 'CVE-2025-11493',
    reason: inClient('Aktualisieren Sie Server und Agenten.', 'Update the server and the agents.'),
  },
  {
    cve: 'CVE-2023-23126',
    reason: inAnswer(
      'Prüfen Sie, dass die Content-Security-Policy gesetzt ist.',
      'Check that the content security policy is set.',
    ),
  },
  {
    cve: 'CVE-2023-23130',
    reason: say(
      'Das ist eine Einstellung: ohne TLS ist jede Anmeldung lesbar. Schließen Sie Port 80.',
      'This is a setting: without TLS every sign-in can be read. Close port 80.',
    ),
  },
  {
    cve: 'CVE-2020-15838',
    reason: inClient('Aktualisieren Sie die Agenten.', 'Update the agents.'),
  },
  {
    cve: 'CVE-2020-15027',
    reason: say(
      'Jeder einzelne Versuch sieht aus wie eine ehrliche Anmeldung. Beschränken Sie den Technikerbereich auf Ihre Netze; Ratengrenzen bremsen die Reihe.',
      'Every single attempt looks like an honest sign-in. Restrict the technician area to your networks; rate limits slow the series down.',
    ),
  },
  {
    cve: 'CVE-2026-84869',
    reason: inClient(
      'Er wird über das verschlüsselte Relay ausgenutzt. Entziehen Sie das Recht "TransferFiles" und installieren Sie Clients und Agenten neu.',
      'It is used through the encrypted relay. Take away the permission "TransferFiles" and reinstall clients and agents.',
    ),
  },
  {
    cve: 'CVE-2026-11596',
    reason: say(
      'Wie der Aufruf die Gültigkeit angibt, ist nicht öffentlich; ehrliche Aufrufe sehen ebenso aus. Widerrufen Sie alte Host-Pässe.',
      'How the call states the validity is not public; honest calls look the same. Revoke old host passes.',
    ),
  },
  {
    cve: 'CVE-2026-3564',
    reason: say(
      'Um eine gefälschte Anmeldung zu erkennen, bräuchte man den Schlüssel des Servers. Aktualisieren Sie auf 26.1 und suchen Sie Schlüssel in Sicherungen.',
      'Recognising a forged sign-in would take the key of the server. Update to 26.1 and look for keys in backups.',
    ),
  },
  {
    cve: 'CVE-2025-14823',
    reason: say(
      'Unter welcher Adresse die Erweiterung antwortet, ist nicht öffentlich. Der Bereich der Erweiterungen ist Technikern vorbehalten; aktualisieren Sie sie auf 1.0.12.',
      'The address at which the extension answers is not public. The area of the extensions is for technicians only; update it to 1.0.12.',
    ),
  },
  {
    cve: 'CVE-2023-47257',
    reason: inClient('Aktualisieren Sie Server und Clients.', 'Update the server and the clients.'),
  },
  {
    cve: 'CVE-2023-47256',
    reason: inClient('Aktualisieren Sie Server und Clients.', 'Update the server and the clients.'),
  },
  {
    cve: 'CVE-2023-25718',
    reason: say(
      'Die Datei wird erst nach dem Herunterladen verändert. Aktualisieren Sie den Server und signieren Sie die Clients selbst.',
      'The file is changed only after the download. Update the server and sign the clients yourself.',
    ),
  },
  {
    cve: 'CVE-2023-23128',
    reason: say(
      'Der Hersteller will den Zugriff von fremden Seiten auf diese zwei Adressen; Angriff und ehrliche Nutzung sind gleich.',
      'The vendor intends the access from foreign pages to these two addresses; attack and honest use are the same.',
    ),
  },
  {
    cve: 'CVE-2023-23127',
    reason: inAnswer('Ein vorgeschaltetes Gateway kann HSTS ergänzen.', 'A gateway in front can add HSTS.'),
  },
  {
    cve: 'CVE-2022-36781',
    reason: say(
      'Jeder einzelne Versuch ist eine ehrliche Eingabe. Die Ratengrenze des Gastbereichs bremst das Raten; aktualisieren Sie auf 22.7.',
      'Every single attempt is an honest entry. The rate limit of the guest area slows the guessing down; update to 22.7.',
    ),
  },
  {
    cve: 'CVE-2019-16516',
    reason: inAnswer(
      'Beschränken Sie die Anmeldeseite auf die Netze Ihrer Techniker.',
      "Restrict the sign-in page to your technicians' networks.",
    ),
  },
  {
    cve: 'CVE-2019-16515',
    reason: inAnswer(
      'Ein vorgeschaltetes Gateway kann die Header ergänzen.',
      'A gateway in front can add the headers.',
    ),
  },
]

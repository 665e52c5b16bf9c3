import type { CitedEvidence, ControlResult, Finding } from '../model/assessment.ts'
import type { MeasureId } from '../model/measure.ts'
import { say, type Text } from '../model/text.ts'
import type { Vantage } from '../model/vantage.ts'

// A made-up site for the tests of the reports. Names and addresses are those kept free for documentation (RFC 2606, RFC 5737).

export const mobile: Vantage = { place: 'internet', country: 'DE', note: 'Mobilfunk' }
/** A look that nobody said the place of. */
export const somewhere: Vantage = { place: 'unstated' }
const at = '2026-11-23T09:41:12.000Z'
const automate = 'https://automate.muster-msp.example'
const support = 'https://support.muster-msp.example'

/** What a server may send to whoever shows its words. */
export const hostile: {
  readonly script: string
  readonly escapes: string
  readonly override: string
  readonly long: string
} = {
  script: `"><script>alert('1')</script><img src=x onerror=alert(1)>`,
  escapes: '\u001b[31mred\u001b]0;title\u0007\u009b2J\u0000\r\nforged line',
  override: 'support.\u202emoc.live\u202c\u2066\u200b',
  long: 'lang'.repeat(750),
}

/** A control and the one thing it found, in both languages. */
export interface Entry extends Omit<ControlResult, 'title' | 'detail' | 'version'> {
  readonly measure: MeasureId
  readonly item?: string
  /** The title of the control, if what it found has one of its own. */
  readonly asks?: Text
  readonly title: Text
  readonly detail: Text
  readonly remedy?: {
    readonly summary: Text
    readonly steps: readonly Text[]
    readonly rollback?: Text
    readonly downtime?: Text
    readonly automatic?: boolean
  }
  readonly references?: Finding['references']
  readonly mappings?: Finding['mappings']
}

function seen(source: string, value: unknown, vantage: Vantage = mobile): CitedEvidence {
  return { witness: 'outside', source, at, vantage, value }
}

const upgrade = {
  summary: say('Aktualisieren Sie ScreenConnect auf 26.6.5.', 'Update ScreenConnect to 26.6.5.'),
  steps: [
    say('Prüfen Sie, ob Ihre Lizenz die neue Version abdeckt.', 'Check that your licence covers the new version.'),
    say('Sichern Sie den Ordner App_Data und die Datenbank.', 'Back up the folder App_Data and the database.'),
    say('Führen Sie das Installationsprogramm als Administrator aus.', 'Run the installer as an administrator.'),
    say('Aktualisieren Sie danach die Agents über „Reinstall“.', 'Then update the agents by “Reinstall”.'),
  ],
  downtime: say('10 bis 30 Minuten; laufende Sitzungen brechen ab.', '10 to 30 minutes; running sessions are cut off.'),
  rollback: say(
    'Ordner und Datenbank aus der Sicherung zurückspielen.',
    'Restore folder and database from the backup.',
  ),
}

export const entries: readonly Entry[] = [
  {
    measure: 'automate-current',
    id: 'automate-current.release',
    subject: 'automate',
    outcome: 'fail',
    severity: 'high',
    witnesses: ['outside', 'inside'],
    asks: say('Automate ist auf dem neuesten Stand', 'Automate is up to date'),
    title: say('Automate 2025.3 ist nicht die neueste Version', 'Automate 2025.3 is not the newest release'),
    detail: say(
      'Gefunden wurde 2025.3 (Patch 3). Die neueste bekannte Version ist 2026.10; dazwischen liegen sieben veröffentlichte Fassungen.',
      'Found was 2025.3 (patch 3). The newest known release is 2026.10; seven releases lie in between.',
    ),
    evidence: [seen(`${automate}/LabTech/agent.aspx`, '||||||250.103')],
    remedy: {
      summary: say('Aktualisieren Sie Automate auf 2026.10.', 'Update Automate to 2026.10.'),
      steps: [
        say('Sichern Sie die Datenbank.', 'Back up the database.'),
        say('Führen Sie das Update des Automate-Servers aus.', 'Run the update of the Automate server.'),
      ],
      downtime: say('Etwa eine Stunde.', 'About one hour.'),
    },
    references: [
      { title: 'ConnectWise Automate release notes', url: 'https://docs.example/automate/release-notes?a=1&b=2' },
      { title: hostile.script, url: 'javascript:alert(1)' },
    ],
    mappings: [
      { standard: 'BSI IT-Grundschutz 2023', requirement: 'OPS.1.1.3.A15', relation: 'supports' },
      { standard: 'NIS2 (EU) 2024/2690', requirement: '6.6', relation: 'partly-fulfils' },
    ],
  },
  {
    measure: 'automate-current',
    id: 'automate-current.advisories',
    subject: 'automate',
    outcome: 'unknown',
    severity: 'critical',
    witnesses: ['outside', 'inside'],
    title: say('Keine bekannte Schwachstelle in Automate', 'No known vulnerability in Automate'),
    detail: say(
      'Der Patch-Stand ist von außen nicht genau genug zu sehen.',
      'The patch level cannot be seen precisely enough from outside.',
    ),
    evidence: [
      {
        witness: 'outside',
        source: `${automate}/WCC2/`,
        at,
        vantage: mobile,
        missing: { reason: 'timeout', detail: 'ETIMEDOUT' },
      },
    ],
  },
  {
    measure: 'database-supported',
    id: 'database-supported.version',
    subject: 'automate',
    outcome: 'fail',
    severity: 'high',
    witnesses: ['outside', 'inside'],
    title: say('Die Version der Datenbank wird noch gepflegt', 'The version of the database is still maintained'),
    detail: say(
      'Die Datenbank meldet 5.7.44. Diese Reihe erhält seit Oktober 2023 keine Sicherheitsupdates mehr.',
      'The database reports 5.7.44. This series has had no security updates since October 2023.',
    ),
    evidence: [
      seen('tcp://203.0.113.10:3306', {
        address: '203.0.113.10',
        port: 3306,
        answer: 'greeting',
        version: '5.7.44-log',
        authentication: 'mysql_native_password',
      }),
    ],
    remedy: {
      summary: say('Steigen Sie auf MySQL 8.4 um.', 'Move to MySQL 8.4.'),
      steps: [
        say('Prüfen Sie vorher Anmeldeverfahren und sql_mode.', 'First check authentication plugins and sql_mode.'),
      ],
    },
  },
  {
    measure: 'database-patched',
    id: 'database-patched.level',
    subject: 'automate',
    outcome: 'unknown',
    overlay: 'stale',
    severity: 'medium',
    witnesses: ['outside', 'inside'],
    title: say('Datenbank auf dem neuesten Patch', 'Database on its newest patch'),
    detail: say(
      'Die Belege sind älter als 30 Tage; bitte sehen Sie neu nach.',
      'The evidence is older than 30 days; please look again.',
    ),
    evidence: [{ ...seen('tcp://203.0.113.10:3306', '5.7.44-log'), at: '2026-08-02T07:00:00.000Z' }],
  },
  {
    measure: 'screenconnect-current',
    id: 'screenconnect-current.cve-2024-1709',
    item: 'CVE-2024-1709',
    subject: 'screenconnect',
    outcome: 'fail',
    severity: 'critical',
    witnesses: ['outside', 'inside'],
    asks: say('Keine bekannte Lücke in der Anmeldung', 'No known weakness in the sign-in'),
    title: say('Anmeldung lässt sich umgehen (CVE-2024-1709)', 'Sign-in can be bypassed (CVE-2024-1709)'),
    detail: say(
      'Version 23.9.7 erlaubt jedem, ohne Kennwort einen Administrator anzulegen. Die Lücke wird seit Februar 2024 massenhaft ausgenutzt.',
      'Version 23.9.7 lets anyone create an administrator without a password. It has been exploited on a large scale since February 2024.',
    ),
    evidence: [
      seen(`${support}/`, {
        url: `${support}/`,
        status: 200,
        headers: { server: 'ScreenConnect/23.9.7.8804-2345678' },
      }),
      seen(`${support}/Script.ashx`, hostile.long),
      seen(`${support}/Login`, { title: hostile.override, body: hostile.escapes }, somewhere),
    ],
    remedy: upgrade,
    references: [{ title: 'CVE-2024-1709', url: 'https://nvd.nist.gov/vuln/detail/CVE-2024-1709' }],
    mappings: [{ standard: 'CIS Controls 8.1', requirement: '7.4', relation: 'supports' }],
  },
  {
    measure: 'screenconnect-current',
    id: 'screenconnect-current.cve-2024-1708',
    item: 'CVE-2024-1708',
    subject: 'screenconnect',
    outcome: 'fail',
    severity: 'high',
    witnesses: ['outside', 'inside'],
    asks: say('Keine bekannte Lücke beim Entpacken', 'No known weakness in unpacking'),
    title: say(
      'Dateien lassen sich außerhalb ihres Ordners schreiben (CVE-2024-1708)',
      'Files can be written outside of their folder (CVE-2024-1708)',
    ),
    detail: say('Betroffen sind alle Versionen vor 23.9.8.', 'All versions before 23.9.8 are affected.'),
    evidence: [seen(`${support}/`, 'ScreenConnect/23.9.7.8804')],
    remedy: upgrade,
  },
  {
    measure: 'accounts',
    id: 'accounts.second-factor',
    subject: 'screenconnect',
    outcome: 'manual',
    severity: 'high',
    witnesses: ['inside'],
    title: say('Jedes Konto hat einen zweiten Faktor', 'Every account has a second factor'),
    detail: say(
      'Bitte sehen Sie unter Administration > Security nach.',
      'Please look under Administration > Security.',
    ),
    evidence: [],
  },
  {
    measure: 'control-center-restricted',
    id: 'control-center-restricted.paths',
    subject: 'automate',
    outcome: 'fail',
    overlay: 'disputed',
    severity: 'high',
    witnesses: ['outside', 'inside'],
    asks: say('Das Control Center antwortet nur Technikern', 'The Control Center answers technicians alone'),
    title: say('Das Control Center antwortet fremden Adressen', 'The Control Center answers foreign addresses'),
    detail: say(
      'Zwei Blicke aus dem Internet sagen Verschiedenes.',
      'Two looks from the internet tell different things.',
    ),
    evidence: [
      seen(`${automate}/automate`, {
        area: 'automate.technicians',
        path: '/automate',
        method: 'GET',
        answer: 'answered',
        status: 200,
      }),
      seen(
        `${automate}/automate`,
        { area: 'automate.technicians', path: '/automate', method: 'GET', answer: 'refused', status: 403 },
        somewhere,
      ),
      seen(`${automate}/WCC2/`, hostile.script),
    ],
    remedy: {
      summary: say(
        'Lassen Sie das Control Center nur aus Ihren Netzen zu.',
        'Let the Control Center be reached only from your networks.',
      ),
      steps: [say(`Öffnen Sie den IIS-Manager: ${hostile.script}`, `Open IIS Manager: ${hostile.script}`)],
      rollback: say('Die Regeln im IIS wieder entfernen.', 'Remove the rules in IIS again.'),
      automatic: true,
    },
  },
  {
    measure: 'geoblocking',
    id: 'geoblocking.foreign-request',
    subject: 'automate',
    outcome: 'error',
    severity: 'medium',
    witnesses: ['outside', 'paper'],
    title: say('Anfragen aus anderen Ländern werden abgewiesen', 'Requests from other countries are refused'),
    detail: say(
      'Die Prüfung selbst ist gescheitert; bitte melden Sie diesen Fehler: RangeError',
      'The control itself failed; please report this fault: RangeError',
    ),
    evidence: [],
  },
  ...(['windows-firewall', 'uac'] as const).flatMap((measure) =>
    (['automate', 'screenconnect'] as const).map(
      (subject): Entry => ({
        measure,
        id: `${measure}.state`,
        subject,
        outcome: 'unknown',
        severity: 'medium',
        witnesses: ['inside'],
        title: say('Der Schutz von Windows ist eingeschaltet', 'The protection of Windows is switched on'),
        detail: say('Von außen ist das nicht zu sehen.', 'This cannot be seen from outside.'),
        evidence: [],
      }),
    ),
  ),
  {
    measure: 'isolated-network',
    id: 'isolated-network.segment',
    subject: 'automate',
    outcome: 'unknown',
    severity: 'medium',
    witnesses: ['inside', 'paper'],
    title: say('Die Server stehen in einem eigenen Netz', 'The servers stand in a network of their own'),
    detail: say('Von außen ist das nicht zu sehen.', 'This cannot be seen from outside.'),
    evidence: [],
  },
  {
    measure: 'ports-minimal',
    id: 'ports-minimal.tcp',
    item: '3306',
    subject: 'automate',
    outcome: 'fail',
    overlay: 'waived',
    severity: 'critical',
    witnesses: ['outside', 'paper'],
    asks: say('Nur vorgesehene TCP-Ports sind offen', 'Only intended TCP ports are open'),
    title: say(
      'Die Datenbank ist aus dem Internet zu erreichen (TCP 3306)',
      'The database can be reached from the internet (TCP 3306)',
    ),
    detail: say(
      'Als Ausnahme hingenommen bis 2026-12-31 (verantwortlich: Leitung Technik, genehmigt: Geschäftsführung): Umzug läuft.',
      'Accepted as an exception until 2026-12-31 (owner: head of technology, approved by: management): move under way.',
    ),
    evidence: [
      seen('tcp://203.0.113.10', {
        address: '203.0.113.10',
        asked: '1-65535',
        open: [443, 3306],
        closed: '80',
        silent: '1-79,81-442,444-3305,3307-65535',
      }),
    ],
    remedy: {
      summary: say('Schließen Sie die Weiterleitung von TCP 3306.', 'Close the port forward of TCP 3306.'),
      steps: [],
    },
  },
  {
    measure: 'ports-minimal',
    id: 'ports-minimal.udp',
    subject: 'screenconnect',
    outcome: 'pass',
    severity: 'low',
    witnesses: ['outside'],
    title: say('Kein überflüssiger UDP-Port', 'No needless UDP port'),
    detail: say(
      'UDP 75 ist geschlossen, wie es für ScreenConnect sein soll.',
      'UDP 75 is closed, as it should be for ScreenConnect.',
    ),
    evidence: [seen('udp://203.0.113.11:75', { address: '203.0.113.11', port: 75, answer: 'closed' })],
  },
  {
    measure: 'endpoint-protection',
    id: 'endpoint-protection.present',
    subject: 'automate',
    outcome: 'unknown',
    severity: 'high',
    witnesses: [],
    title: say('Ein Endpoint-Schutz läuft', 'An endpoint protection is running'),
    detail: say('Dazu liegt noch nichts vor.', 'There is nothing on this yet.'),
    evidence: [],
  },
  {
    measure: 'screenconnect-ip-lists',
    id: 'screenconnect-ip-lists.present',
    subject: 'screenconnect',
    outcome: 'not-applicable',
    severity: 'medium',
    witnesses: ['inside'],
    title: say('Adresslisten sind gesetzt', 'Address lists are set'),
    detail: say('Ein Gateway davor setzt dieselben Listen durch.', 'A gateway in front enforces the same lists.'),
    evidence: [],
  },
  {
    measure: 'reverse-proxy',
    id: 'reverse-proxy.in-front',
    subject: 'screenconnect',
    outcome: 'pass',
    severity: 'medium',
    witnesses: ['outside'],
    title: say('Ein Reverse Proxy steht davor', 'A reverse proxy stands in front'),
    detail: say(
      'Die öffentliche Adresse beantwortet HAProxy, der Ursprung ist von hier nicht zu erreichen.',
      'HAProxy answers at the public address; the origin cannot be reached from here.',
    ),
    evidence: [
      seen(`${support}/`, {
        address: '203.0.113.11',
        port: 443,
        terminator: 'other',
        status: 400,
        calledItself: 'HAProxy',
      }),
      ...(['denied', 'absent', 'unreadable', 'interrupted', 'too-large'] as const).map(
        (reason): CitedEvidence => ({
          witness: 'outside',
          source: 'tcp://10.20.0.11:8040',
          at,
          vantage: mobile,
          missing: { reason, detail: 'ECONNREFUSED' },
        }),
      ),
    ],
  },
]

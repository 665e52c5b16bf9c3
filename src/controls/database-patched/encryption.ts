import type { DatabaseEncryptionFact } from '../../evidence/mysql/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { listensLocally } from '../database-binding.ts'
import {
  type DatabaseSaying,
  databaseSays,
  databaseSaysOn,
  databaseSilent,
  databaseUntold,
  itemOn,
} from '../database-inside.ts'
import { changed } from '../database-setting-steps.ts'
import { databaseSources } from '../database-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'

/** Whoever reaches the database from another machine does so encrypted, with a protocol that still holds. */
export const databaseEncryption: Control = {
  id: 'database-patched.encryption',
  version: 1,
  measure: 'database-patched',
  title: say('Die Datenbank verschlüsselt ihre Verbindungen', 'The database encrypts its connections'),
  reason: say(
    'Laufen Automate und Datenbank auf zwei Servern, so gehen alle Zugangsdaten zwischen ihnen über das Netz.',
    'If Automate and its database run on two servers, all credentials cross the network between them.',
  ),
  looksAt: say(
    'Wie die Verbindung von „bollwerk collect mysql“ verschlüsselt war, und die Einstellungen bind_address und tls_version.',
    'How the connection of "bollwerk collect mysql" was encrypted, and the settings bind_address and tls_version.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Lassen Sie die Datenbank verschlüsseln, wo sie über das Netz erreicht wird; erzwingen Sie es nicht ohne Versuch.',
      'Have the database encrypt where it is reached over the network; do not enforce it without a trial.',
    ),
    steps: [
      say(
        'Läuft Automate auf demselben Server, so binden Sie die Datenbank an 127.0.0.1; dann geht nichts über das Netz.',
        'If Automate runs on the same server, bind the database to 127.0.0.1; then nothing crosses the network.',
      ),
      say(
        "Sonst: MySQL ab 5.7 legt beim Start ca.pem und server-cert.pem im Datenordner an, wenn sie fehlen. Prüfen Sie mit SHOW GLOBAL VARIABLES LIKE 'ssl_%', dass sie benutzt werden.",
        "Otherwise: MySQL from 5.7 on creates ca.pem and server-cert.pem in the data folder at start if they are missing. Check with SHOW GLOBAL VARIABLES LIKE 'ssl_%' that they are used.",
      ),
      say(
        'Setzen Sie require_secure_transport nicht auf ON, bevor ein Versuch zeigte, dass Automate sich verschlüsselt anmeldet.',
        'Do not set require_secure_transport to ON before a trial showed that Automate signs in encrypted.',
      ),
    ],
    automatic: false,
    rollback: say('Nehmen Sie die neuen Zeilen wieder aus my.ini.', 'Take the new lines out of my.ini again.'),
    downtime: say('Ein Neustart der Datenbank.', 'One restart of the database.'),
  },
  references: [databaseSources.encryptedConnections],
  mappings: mappingsOf('database-patched'),
  judge,
}

type Saying = DatabaseSaying<DatabaseEncryptionFact>

interface Subject {
  readonly saying: Saying
  /** Nobody reaches it from another machine, as far as it says. */
  readonly local: boolean
  readonly versions: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly item: (name: string) => string
  readonly now: number
}

function judge(question: Question): readonly Judgement[] {
  const sayings = databaseSays(question, 'mysql.encryption')
  if (sayings.length === 0) return [databaseSilent(question, 'mysql.encryption')]
  return sayings.flatMap((saying) => {
    const settings = databaseSaysOn(question, 'mysql.settings', saying.machine)
    const variables = settings?.value.variables ?? {}
    const subject: Subject = {
      saying,
      local: listensLocally(variables),
      versions: (variables['tls_version'] ?? '').split(',').filter((version) => version !== ''),
      evidence: [saying.piece, ...(settings ? [settings.piece] : [])],
      item: (name) => itemOn(saying.machine, name, sayings.length),
      now: question.now,
    }
    const untold = databaseUntold(question, 'mysql.settings', saying.machine)
    const found = [
      ...notOffered(subject),
      ...oldProtocols(subject),
      ...certificate(subject),
      ...(untold ? [{ item: subject.item('tls_version'), ...untold }] : []),
    ]
    return found.length > 0 ? found : [encrypted(subject)]
  })
}

function notOffered({ saying: { machine, value }, local, evidence, item }: Subject): readonly Judgement[] {
  if (value.offered || local) return []
  return [
    {
      item: item('not-offered'),
      outcome: 'fail',
      detail: say(
        `${machine}: Die Datenbank bietet keine Verschlüsselung an, hört aber nicht nur auf den eigenen Rechner.`,
        `${machine}: The database offers no encryption, yet it does not only listen on its own machine.`,
      ),
      evidence,
    },
  ]
}

/** RFC 8996 forbids TLS 1.0 and 1.1. */
function oldProtocols({ saying: { machine, value }, versions, local, evidence, item }: Subject): readonly Judgement[] {
  const old = ['TLSv1', 'TLSv1.0', 'TLSv1.1'].filter((version) => versions.includes(version))
  if (old.length === 0 || local || !value.offered) return []
  return [
    {
      item: item('tls_version'),
      outcome: 'fail',
      severity: 'low',
      detail: say(
        `${machine}: Die Datenbank nimmt auch ${old.join(' und ')} an; TLS vor 1.2 ist zurückgezogen.`,
        `${machine}: The database also takes ${old.join(' and ')}; TLS before 1.2 was withdrawn.`,
      ),
      evidence,
      remedy: changed({
        summary: say(
          'Lassen Sie nur TLS 1.2 und, wo vorhanden, 1.3 zu.',
          'Allow TLS 1.2 only, and 1.3 where it exists.',
        ),
        first: say(
          'Prüfen Sie vorher, dass das Connector/NET Ihrer Automate-Ausgabe TLS 1.2 kann.',
          'Check before that the Connector/NET of your Automate release can do TLS 1.2.',
        ),
        line: 'tls_version=TLSv1.2',
      }),
    },
  ]
}

function certificate({ saying: { machine, value }, evidence, item, now }: Subject): readonly Judgement[] {
  const until = Date.parse(value.certificateUntil ?? '')
  if (Number.isNaN(until) || until > now) return []
  const day = new Date(until).toISOString().slice(0, 10)
  return [
    {
      item: item('certificate'),
      outcome: 'fail',
      severity: 'low',
      detail: say(
        `${machine}: Das Zertifikat der Datenbank ist am ${day} abgelaufen; wer es prüft, kommt nicht mehr hinein.`,
        `${machine}: The certificate of the database expired on ${day}; whoever checks it no longer gets in.`,
      ),
      evidence,
    },
  ]
}

function encrypted({ saying: { machine, value }, local, evidence, item }: Subject): Judgement {
  const protocol = quotation(value.protocol ?? '')
  const detail = value.offered
    ? say(
        `${machine}: Die Datenbank verschlüsselt${protocol === '' ? '' : ` (${protocol})`}.`,
        `${machine}: The database encrypts${protocol === '' ? '' : ` (${protocol})`}.`,
      )
    : say(
        `${machine}: Die Datenbank verschlüsselt nicht, hört aber nur auf den eigenen Rechner.`,
        `${machine}: The database does not encrypt, but it listens on its own machine only.`,
      )
  const named = item('') === '' ? {} : { item: machine }
  return { ...named, outcome: value.offered || local ? 'pass' : 'unknown', detail, evidence }
}

import { buildCommand, type Command } from '@stricli/core'
import { type GrantScript, grantScripts } from '../../evidence/mysql/grants.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { Refusal } from '../refusal.ts'

export interface CollectMysqlFlags {
  readonly policy: string
  readonly lang?: Language
  readonly host?: string
  readonly port: number
  readonly user?: string
  readonly databaseCa?: string
  readonly machine?: string
  readonly unencrypted: boolean
  readonly grants?: GrantScript
}

const words = {
  brief: say(
    'Liest Version, Einstellungen, Konten und Rechte aus der Datenbank selbst',
    'Reads version, settings, accounts and privileges from the database itself',
  ),
  full: say(
    'Meldet sich an MySQL, MariaDB oder Percona Server an und liest, nichts sonst: Die Sitzung ist nur lesend, jede Abfrage steht im Handbuch. Das Kennwort kommt aus der Umgebungsvariablen BOLLWERK_MYSQL_PASSWORD oder wird am Bildschirm erfragt; es wird nirgends aufgehoben. Bietet die Datenbank Verschlüsselung an, so wird verschlüsselt; ohne sie meldet sich Bollwerk nur auf diesem Rechner an oder nach Ihrer Zustimmung. Die Belege stehen danach im Ordner evidence neben der Richtlinie, und bollwerk assess beurteilt sie.',
    'Signs in to MySQL, MariaDB or Percona Server and reads, nothing else: the session is read only, every statement stands in the manual. The password comes from the environment variable BOLLWERK_MYSQL_PASSWORD or is asked for at the terminal; it is kept nowhere. Where the database offers encryption it is used; without it Bollwerk signs in only on this machine, or after you agreed. The evidence then stands in the folder evidence beside the policy, and bollwerk assess judges it.',
  ),
  host: say('Adresse oder Name des Datenbank-Servers', 'Address or name of the database server'),
  port: say('TCP-Port der Datenbank', 'TCP port of the database'),
  user: say('Name des Kontos, das liest', 'Name of the account that reads'),
  databaseCa: say(
    'Zertifizierungsstelle der Datenbank (PEM-Datei, bei MySQL ca.pem); ohne sie wird das Zertifikat nicht geprüft',
    'Certificate authority of the database (PEM file, ca.pem of MySQL); without it the certificate is not checked',
  ),
  machine: say(
    'Name des Rechners, auf dem die Datenbank läuft; ohne Angabe der, den sie selbst nennt',
    'Name of the machine that the database runs on; if not given, the one that it gives itself',
  ),
  unencrypted: say(
    'Auch ohne Verschlüsselung anmelden, wenn die Datenbank keine anbietet',
    'Sign in without encryption, too, where the database offers none',
  ),
  grants: say(
    'Nur zeigen, welche Rechte das Konto auf einem solchen Server braucht',
    'Only show which rights the account needs on a server of this kind',
  ),
}

/** `bollwerk collect mysql`. */
export function collectMysqlCommand(language: Language): Command<Program> {
  const text = (brief: Text, placeholder: string): TextFlag => ({
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: brief[language],
    placeholder,
  })
  const yesNo = (brief: Text): { kind: 'boolean'; default: false; withNegated: false; brief: string } => ({
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: brief[language],
  })
  return buildCommand<CollectMysqlFlags, [], Program>({
    loader: async () => (await import('./mysql-run.ts')).collectFromMysql,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        host: text(words.host, 'HOST'),
        port: { kind: 'parsed', parse: portOf, default: '3306', brief: words.port[language], placeholder: 'PORT' },
        user: text(words.user, 'NAME'),
        databaseCa: text(words.databaseCa, say('DATEI', 'FILE')[language]),
        machine: text(words.machine, 'NAME'),
        unencrypted: yesNo(words.unencrypted),
        grants: { kind: 'enum', values: grantScripts, optional: true, brief: words.grants[language] },
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}

interface TextFlag {
  readonly kind: 'parsed'
  readonly parse: StringConstructor
  readonly optional: true
  readonly brief: string
  readonly placeholder: string
}

function portOf(given: string): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : 0
  if (port >= 1 && port <= 65_535) return port
  throw new Refusal(
    say('--port: Bitte geben Sie eine Zahl von 1 bis 65535 an.', '--port: please give a number from 1 to 65535.'),
  )
}

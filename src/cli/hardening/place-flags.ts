import { type Language, say, type Text } from '../../model/text.ts'
import { optionalText, type TextFlag } from '../optional-flag.ts'
import { Refusal } from '../refusal.ts'

/** Where on this machine the products lie, as flags say it. */
export interface PlaceFlags {
  readonly screenconnectFolder?: string
  readonly applicationHost?: string
  readonly mysqlHost?: string
  readonly mysqlPort: number
  readonly mysqlUser?: string
  readonly databaseCa?: string
  readonly unencrypted: boolean
  readonly machine?: string
}

const words = {
  screenconnectFolder: say(
    'Installationsordner von ScreenConnect; unter Windows wird der übliche genommen',
    'Installation folder of ScreenConnect; on Windows the usual one is taken',
  ),
  applicationHost: say(
    'applicationHost.config von IIS; unter Windows wird die übliche genommen',
    'applicationHost.config of IIS; on Windows the usual one is taken',
  ),
  mysqlHost: say('Adresse oder Name des Datenbank-Servers', 'Address or name of the database server'),
  mysqlPort: say('TCP-Port der Datenbank', 'TCP port of the database'),
  mysqlUser: say(
    'Name des Datenbank-Kontos; sein Kennwort kommt aus BOLLWERK_MYSQL_PASSWORD oder wird erfragt',
    'Name of the database account; its password comes from BOLLWERK_MYSQL_PASSWORD or is asked for',
  ),
  databaseCa: say(
    'Zertifizierungsstelle der Datenbank (PEM-Datei)',
    'Certificate authority of the database (PEM file)',
  ),
  unencrypted: say(
    'Auch ohne Verschlüsselung anmelden, wenn die Datenbank keine anbietet',
    'Sign in without encryption, too, where the database offers none',
  ),
  machine: say(
    'Name dieses Servers in den Belegen; ohne Angabe der, den die Belege schon nennen',
    'Name of this server in the evidence; if not given, the one that the evidence names already',
  ),
}

/** The flags of every command that looks at, or changes, the places of this machine. */
export function placeFlags(language: Language): {
  readonly screenconnectFolder: TextFlag
  readonly applicationHost: TextFlag
  readonly mysqlHost: TextFlag
  readonly mysqlPort: {
    readonly kind: 'parsed'
    readonly parse: (given: string) => number
    readonly default: string
    readonly brief: string
    readonly placeholder: string
  }
  readonly mysqlUser: TextFlag
  readonly databaseCa: TextFlag
  readonly unencrypted: {
    readonly kind: 'boolean'
    readonly default: false
    readonly withNegated: false
    readonly brief: string
  }
  readonly machine: TextFlag
} {
  const text = (brief: Text, placeholder: string): TextFlag => optionalText(brief[language], placeholder)
  const file = { de: 'DATEI', en: 'FILE' }[language]
  return {
    screenconnectFolder: text(words.screenconnectFolder, { de: 'ORDNER', en: 'FOLDER' }[language]),
    applicationHost: text(words.applicationHost, file),
    mysqlHost: text(words.mysqlHost, 'HOST'),
    mysqlPort: {
      kind: 'parsed',
      parse: portOf,
      default: '3306',
      brief: words.mysqlPort[language],
      placeholder: 'PORT',
    },
    mysqlUser: text(words.mysqlUser, 'NAME'),
    databaseCa: text(words.databaseCa, file),
    unencrypted: { kind: 'boolean', default: false, withNegated: false, brief: words.unencrypted[language] },
    machine: text(words.machine, 'NAME'),
  }
}

function portOf(given: string): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : 0
  if (port >= 1 && port <= 65_535) return port
  throw new Refusal(say('Bitte geben Sie eine Zahl von 1 bis 65535 an.', 'Please give a number from 1 to 65535.'))
}

import { buildCommand, type Command } from '@stricli/core'
import { type Endpoint, parseEndpoint } from '../../model/endpoint.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { value } from '../value.ts'

export interface CollectAutomateFlags {
  readonly policy: string
  readonly lang?: Language
  readonly user?: string
  readonly code?: string
  readonly clientId?: string
  readonly url?: Endpoint
  readonly authority?: string
  readonly database?: Endpoint
  readonly databaseName: string
  readonly grants: boolean
}

const words = {
  brief: say(
    'Liest Konten, Rechte, Agenten und Plug-ins aus Automate selbst',
    'Reads accounts, permissions, agents and plug-ins from Automate itself',
  ),
  full: say(
    'Fragt die REST-Schnittstelle von Automate oder, mit --database, seine Datenbank. Es wird nur gelesen. Das Kennwort kommt aus der Umgebungsvariablen BOLLWERK_AUTOMATE_PASSWORD (für die Datenbank BOLLWERK_AUTOMATE_DATABASE_PASSWORD) oder wird am Bildschirm erfragt; es wird nirgends aufgehoben. Die Belege stehen danach im Ordner evidence neben der Richtlinie, und bollwerk assess beurteilt sie.',
    'Asks the REST interface of Automate or, with --database, its database. It only reads. The password comes from the environment variable BOLLWERK_AUTOMATE_PASSWORD (for the database BOLLWERK_AUTOMATE_DATABASE_PASSWORD) or is asked for at the terminal; it is kept nowhere. The evidence then stands in the folder evidence beside the policy, and bollwerk assess judges it.',
  ),
  user: say('Name des Kontos, das fragt', 'Name of the account that asks'),
  code: say(
    'Code des zweiten Faktors, falls Automate einen verlangt',
    'Code of the second factor if Automate wants one',
  ),
  clientId: say(
    'clientID von ConnectWise (sonst BOLLWERK_AUTOMATE_CLIENT_ID)',
    'clientID from ConnectWise (otherwise BOLLWERK_AUTOMATE_CLIENT_ID)',
  ),
  url: say(
    'Wo die Schnittstelle steht; ohne Angabe der öffentliche Name der Richtlinie',
    'Where the interface stands; if not given, the public name of the policy',
  ),
  authority: say(
    'Weitere Zertifizierungsstelle (PEM-Datei), der vertraut wird',
    'A further certificate authority (PEM file) to trust',
  ),
  database: say(
    'Statt der Schnittstelle diese Datenbank fragen, z. B. tcp://10.20.0.10:3306',
    'Ask this database instead of the interface, e.g. tcp://10.20.0.10:3306',
  ),
  databaseName: say('Name der Datenbank', 'Name of the database'),
  grants: say(
    'Nur zeigen, welche Rechte das Konto der Datenbank braucht',
    'Only show which rights the account of the database needs',
  ),
}

/** `bollwerk collect automate`. */
export function collectAutomateCommand(language: Language): Command<Program> {
  const text = (brief: Text, placeholder: string): TextFlag => ({
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: brief[language],
    placeholder,
  })
  const place = (brief: Text, schemes: Parameters<typeof parseEndpoint>[1]): PlaceFlag => ({
    kind: 'parsed',
    parse: value((given) => parseEndpoint(given, schemes)),
    optional: true,
    brief: brief[language],
    placeholder: 'URL',
  })
  return buildCommand<CollectAutomateFlags, [], Program>({
    loader: async () => (await import('./automate-run.ts')).collectAutomate,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        user: text(words.user, 'NAME'),
        code: text(words.code, '000000'),
        clientId: text(words.clientId, 'GUID'),
        // Plain HTTP would show the password to everyone on the way.
        url: place(words.url, ['https']),
        authority: text(words.authority, say('DATEI', 'FILE')[language]),
        database: place(words.database, ['tcp']),
        databaseName: {
          kind: 'parsed',
          parse: String,
          default: 'labtech',
          brief: words.databaseName[language],
          placeholder: 'NAME',
        },
        grants: { kind: 'boolean', default: false, withNegated: false, brief: words.grants[language] },
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}

interface ParsedFlag<Value> {
  readonly kind: 'parsed'
  readonly parse: (given: string) => Value
  readonly optional: true
  readonly brief: string
  readonly placeholder: string
}

type TextFlag = ParsedFlag<string>
type PlaceFlag = ParsedFlag<Endpoint>

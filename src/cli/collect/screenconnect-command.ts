import { buildCommand, type Command } from '@stricli/core'
import { parseInstant } from '../../model/instant.ts'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { value } from '../value.ts'

export interface CollectScreenConnectFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
  readonly machine?: string
  /** Milliseconds since 1970. */
  readonly taken?: number
  readonly save?: string
}

const words = {
  brief: say(
    'Liest Einstellungen, Konten und Spuren aus dem Ordner von ScreenConnect',
    'Reads settings, accounts and traces from the folder of ScreenConnect',
  ),
  full: say(
    'Liest den Installationsordner von ScreenConnect, eine Freigabe davon oder eine Kopie (web.config, App_Data, App_Extensions, Bin). Es wird nur gelesen und der Ordner nicht verlassen; Kennwörter, Schlüssel und Inhalte von Sitzungen werden nie aufgehoben, nur ihr Ort. Die Belege stehen danach im Ordner evidence neben der Richtlinie, und bollwerk assess beurteilt sie.',
    'Reads the installation folder of ScreenConnect, a share of it or a copy (web.config, App_Data, App_Extensions, Bin). It only reads and never leaves the folder; passwords, keys and the contents of sessions are never kept, only their place. The evidence then stands in the folder evidence beside the policy, and bollwerk assess judges it.',
  ),
  machine: say(
    'Name des Servers, zu dem der Ordner gehört; ohne Angabe der Name der Freigabe oder dieses Rechners',
    'Name of the server that the folder belongs to; if not given, the name of the share or of this machine',
  ),
  taken: say(
    'Wann die Kopie gezogen wurde, z. B. 2026-11-25T12:30:00+01:00; ohne Angabe jetzt',
    'When the copy was taken, e.g. 2026-11-25T12:30:00+01:00; if not given, now',
  ),
  save: say(
    'Belege in dieser Datei aufheben statt im Ordner evidence',
    'Keep the evidence in this file instead of the folder evidence',
  ),
  folder: say('Installationsordner von ScreenConnect', 'Installation folder of ScreenConnect'),
}

/** `bollwerk collect screenconnect FOLDER`. */
export function collectScreenConnectCommand(language: Language): Command<Program> {
  const given = (brief: keyof typeof words, placeholder: string): GivenFlag<string> => ({
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: words[brief][language],
    placeholder,
  })
  return buildCommand<CollectScreenConnectFlags, [string], Program>({
    loader: async () => (await import('./screenconnect-run.ts')).collect,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        machine: given('machine', 'NAME'),
        taken: { ...given('taken', say('ZEITPUNKT', 'TIME')[language]), parse: moment },
        save: given('save', say('DATEI', 'FILE')[language]),
      },
      positional: {
        kind: 'tuple',
        parameters: [{ parse: String, brief: words.folder[language], placeholder: say('ORDNER', 'FOLDER')[language] }],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}

interface GivenFlag<Value> {
  readonly kind: 'parsed'
  readonly parse: (given: string) => Value
  readonly optional: true
  readonly brief: string
  readonly placeholder: string
}

function moment(text: string): number {
  return value(parseInstant)(text).milliseconds
}

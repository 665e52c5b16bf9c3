import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { type Product, products } from '../../targets/firewall-lists/product.ts'
import { langFlag, policyFlag, stateFolderFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { outFlag } from './out-flag.ts'

export interface FirewallListsFlags {
  readonly policy: string
  readonly stateFolder: string
  readonly out: string
  readonly for: Product
  readonly lang?: Language
}

const words = {
  brief: say('Schreibt Adresslisten für eine Firewall', 'Writes address lists for a firewall'),
  full: say(
    'Schreibt Techniker, Länder, Sperrlisten und Gesperrte als Listen, die die Firewall annimmt, und rules.txt: wofür jede ist und in welcher Reihenfolge die Ports sie fragen.',
    'Writes technicians, countries, block lists and who is banned as lists that the firewall takes, and rules.txt: what each is for and in which order the ports ask them.',
  ),
  for: say('Firewall, für die geschrieben wird', 'Firewall to write for'),
}

/** `bollwerk compile firewall-lists`. */
export function compileFirewallListsCommand(language: Language): Command<Program> {
  return buildCommand<FirewallListsFlags, [], Program>({
    loader: async () => (await import('./firewall-lists-run.ts')).run,
    parameters: {
      flags: {
        lang: langFlag(language),
        policy: policyFlag(language),
        stateFolder: stateFolderFlag(language),
        out: outFlag(language),
        for: { kind: 'enum', values: products, brief: words.for[language] },
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}

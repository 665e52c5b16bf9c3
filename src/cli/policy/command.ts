import { buildCommand, buildRouteMap, type Command, type RouteMap } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface PolicyFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
}

const words = {
  routes: say('Die Richtlinie prüfen und zeigen', 'Check and show the policy'),
  check: say(
    'Prüft die Richtlinie und nennt jede Stelle, die nicht stimmt',
    'Checks the policy and names every place that is wrong',
  ),
  show: say('Zeigt die Richtlinie mit allen Vorgaben', 'Shows the policy with every default'),
  schema: say('Gibt das JSON-Schema der Richtlinie für Editoren aus', "Prints the policy's JSON Schema for editors"),
}

/** `bollwerk policy check|show|schema`. */
export function policyRoutes(language: Language): RouteMap<Program> {
  return buildRouteMap({
    routes: {
      check: policyCommand(language, 'check'),
      show: policyCommand(language, 'show'),
      schema: buildCommand<{ readonly lang?: Language }, [], Program>({
        loader: async () => (await import('./run.ts')).schema,
        parameters: { flags: { lang: langFlag(language) } },
        docs: { brief: words.schema[language] },
      }),
    },
    docs: { brief: words.routes[language] },
  })
}

function policyCommand(language: Language, verb: 'check' | 'show'): Command<Program> {
  return buildCommand<PolicyFlags, [], Program>({
    loader: async () => (await import('./run.ts'))[verb],
    parameters: { flags: { policy: policyFlag(language), lang: langFlag(language), json: jsonFlag(language) } },
    docs: { brief: words[verb][language] },
  })
}

import { buildCommand, buildRouteMap, type RouteMap } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface CatalogFlags {
  readonly lang?: Language
  readonly json: boolean
}

const words = {
  routes: say('Was Bollwerk über die Produkte weiß', 'What Bollwerk knows of the products'),
  show: say(
    'Zeigt Stand, Alter und neueste bekannte Versionen',
    'Shows its date, its age and the newest known releases',
  ),
  schema: say('Gibt das JSON-Schema des Katalogs aus', "Prints the catalogue's JSON Schema"),
}

/** `bollwerk catalog show|schema`. */
export function catalogRoutes(language: Language): RouteMap<Program> {
  return buildRouteMap({
    routes: {
      show: buildCommand<CatalogFlags, [], Program>({
        loader: async () => (await import('./run.ts')).show,
        parameters: { flags: { lang: langFlag(language), json: jsonFlag(language) } },
        docs: { brief: words.show[language] },
      }),
      schema: buildCommand<{ readonly lang?: Language }, [], Program>({
        loader: async () => (await import('./run.ts')).schema,
        parameters: { flags: { lang: langFlag(language) } },
        docs: { brief: words.schema[language] },
      }),
    },
    docs: { brief: words.routes[language] },
  })
}

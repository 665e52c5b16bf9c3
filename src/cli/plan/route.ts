import { buildRouteMap, type RouteMap } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import type { Program } from '../program.ts'
import { planCommand } from './command.ts'

const brief = say('Plant, was zu tun ist, ohne etwas zu ändern', 'Plans what to do without changing anything')

/** `bollwerk plan`, which plans the fixes, and the plans of larger works behind it. */
export function planRoutes(language: Language): RouteMap<Program> {
  return buildRouteMap({
    routes: {
      fixes: planCommand(language),
    },
    defaultCommand: 'fixes',
    docs: { brief: brief[language] },
  })
}

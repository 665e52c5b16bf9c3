import { buildRouteMap, type RouteMap } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import type { Program } from '../program.ts'
import { planTakeoverCommand } from './takeover-command.ts'
import { planUpgradesCommand } from './upgrades-command.ts'

const brief = say('Plant, was zu tun ist, Schritt für Schritt', 'Plans what has to be done, step by step')

/** `bollwerk plan …`. */
export function planRoutes(language: Language): RouteMap<Program> {
  return buildRouteMap({
    routes: {
      upgrades: planUpgradesCommand(language),
      takeover: planTakeoverCommand(language),
    },
    docs: { brief: brief[language] },
  })
}

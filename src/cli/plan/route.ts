import { buildRouteMap, type RouteMap } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import type { Program } from '../program.ts'
import { planExportCommand } from './export-command.ts'
import { planCommand } from './fixes-command.ts'
import { planTakeoverCommand } from './takeover-command.ts'
import { planUpgradesCommand } from './upgrades-command.ts'

const brief = say(
  'Plant, was zu tun ist, ohne etwas zu ändern; ohne weiteren Befehl: die Behebung der Befunde (fixes)',
  'Plans what to do without changing anything; without a further command: how the findings are put right (fixes)',
)

/** `bollwerk plan`, which plans the fixes, and the plans of larger works behind it. */
export function planRoutes(language: Language): RouteMap<Program> {
  return buildRouteMap({
    routes: {
      fixes: planCommand(language),
      export: planExportCommand(language),
      upgrades: planUpgradesCommand(language),
      takeover: planTakeoverCommand(language),
    },
    defaultCommand: 'fixes',
    docs: { brief: brief[language] },
  })
}

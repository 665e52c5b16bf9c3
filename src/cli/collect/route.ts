import { buildRouteMap, type RouteMap } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import type { Program } from '../program.ts'
import { collectAutomateCommand } from './automate-command.ts'
import { collectMysqlCommand } from './mysql-command.ts'
import { collectScreenConnectCommand } from './screenconnect-command.ts'
import { collectWindowsCommand } from './windows-command.ts'

const brief = say(
  'Erhebt Belege von innen: ein Befehl für jeden Zeugen',
  'Collects evidence from within: one command for each witness',
)

/** `bollwerk collect …`. A new witness adds its line here. */
export function collectRoutes(language: Language): RouteMap<Program> {
  return buildRouteMap({
    routes: {
      screenconnect: collectScreenConnectCommand(language),
      windows: collectWindowsCommand(language),
      automate: collectAutomateCommand(language),
      mysql: collectMysqlCommand(language),
    },
    docs: { brief: brief[language] },
  })
}

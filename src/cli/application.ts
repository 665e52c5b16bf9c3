import { type Application, buildApplication, buildRouteMap } from '@stricli/core'
import { type Language, say } from '../model/text.ts'
import { applyCommand } from './apply/command.ts'
import { assessCommand } from './assess/command.ts'
import { attestCommand } from './attest/command.ts'
import { catalogRoutes } from './catalog/command.ts'
import { collectRoutes } from './collect/route.ts'
import { compileRoutes } from './compile/route.ts'
import { confirmCommand } from './confirm/command.ts'
import { diffCommand } from './diff/command.ts'
import { disputeCommand } from './dispute/command.ts'
import { exceptionRoutes } from './exception/command.ts'
import { exitCodes } from './exit-code.ts'
import { explainCommand } from './explain/command.ts'
import { gatewayCommand } from './gateway/command.ts'
import { importCommand } from './import/command.ts'
import { initCommand } from './init/command.ts'
import { labCommand } from './lab/command.ts'
import { planRoutes } from './plan/route.ts'
import { policyRoutes } from './policy/command.ts'
import type { Program } from './program.ts'
import { Refusal } from './refusal.ts'
import { rollbackCommand } from './rollback/command.ts'
import { wordsOf } from './words.ts'

const brief = say(
  'Sichert ConnectWise Automate und ScreenConnect im eigenen Haus und weist es nach.',
  'Keeps on-premises ConnectWise Automate and ScreenConnect safe and proves it.',
)

/** The command line in one language. Commands load their work only when they run, so that `--help` stays quick. */
export function applicationIn(language: Language, version: string): Application<Program> {
  const routes = buildRouteMap({
    routes: {
      init: initCommand(language),
      assess: assessCommand(language),
      collect: collectRoutes(language),
      import: importCommand(language),
      explain: explainCommand(language),
      plan: planRoutes(language),
      apply: applyCommand(language),
      confirm: confirmCommand(language),
      rollback: rollbackCommand(language),
      gateway: gatewayCommand(language),
      compile: compileRoutes(language),
      policy: policyRoutes(language),
      exception: exceptionRoutes(language),
      attest: attestCommand(language),
      dispute: disputeCommand(language),
      diff: diffCommand(language),
      catalog: catalogRoutes(language),
      lab: labCommand(language),
    },
    docs: { brief: brief[language] },
  })
  return buildApplication(routes, {
    name: 'bollwerk',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel' },
    documentation: { disableAnsiColor: true },
    localization: { text: wordsOf(language) },
    determineExitCode: (error) => (error instanceof Refusal ? error.exitCode : exitCodes.internal),
  })
}

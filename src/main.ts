import { run } from '@stricli/core'
import packageJson from '../package.json' with { type: 'json' }
import { applicationIn } from './cli/application.ts'
import { exitCodes } from './cli/exit-code.ts'
import { spokenLanguage } from './cli/language.ts'
import { offerMenu, wantsMenu } from './cli/menu.ts'
import type { Program } from './cli/program.ts'

// The composition root: the only file that knows everyone. It is short because it only hands over.
const inputs = process.argv.slice(2)
const { language, asked } = spokenLanguage(inputs, process.env)
const program: Program = {
  process,
  language,
  languageAsked: asked,
  version: packageJson.version,
  startTrialSite: async (state) => (await import('../lab/trial-site.ts')).startTrialSite(state),
}

const chosen = wantsMenu(program, inputs) ? await offerMenu(program) : inputs
await run(applicationIn(language, program.version), chosen, program)

// The library has negative codes of its own for mistakes in the command line.
if (typeof process.exitCode === 'number' && process.exitCode < 0) process.exitCode = exitCodes.usage

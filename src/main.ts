import { run } from '@stricli/core'
import packageJson from '../package.json' with { type: 'json' }
import { applicationIn } from './cli/application.ts'
import { exitCodes } from './cli/exit-code.ts'
import { spokenLanguage, withoutLanguage } from './cli/language.ts'
import { offerMenu, wantsMenu } from './cli/menu.ts'
import type { Program } from './cli/program.ts'
import { Refusal } from './cli/refusal.ts'

// The composition root: the only file that knows everyone. It is short because it only hands over.
const typed = process.argv.slice(2)
const { language, asked } = spokenLanguage(typed, process.env)
const inputs = withoutLanguage(typed)
const { stdout, stderr, stdin, env } = process
const program: Program = {
  process: {
    stdout,
    stderr,
    stdin,
    env,
    exitCode: null,
    once: (signal, listener) => process.once(signal, listener),
    off: (signal, listener) => process.off(signal, listener),
  },
  language,
  languageAsked: asked,
  version: packageJson.version,
  startTrialSite: (state) => explained(async () => (await import('../lab/trial-site.ts')).startTrialSite(state)),
  startShieldedSite: () => explained(async () => (await import('../lab/trial-site.ts')).startShieldedSite()),
}

const chosen = wantsMenu(program, inputs) ? await offerMenu(program) : inputs
await run(applicationIn(language, program.version), chosen, program)

// The library has negative codes of its own for mistakes in the command line.
const code = Number(program.process.exitCode ?? exitCodes.fine)
process.exitCode = code < 0 ? exitCodes.usage : code

/** Why the lab did not start is no failure of Bollwerk: the operator hears the lab's own sentence. */
async function explained<Site>(start: () => Promise<Site>): Promise<Site> {
  try {
    return await start()
  } catch (cause) {
    const { LabError } = await import('../lab/lab-error.ts')
    throw cause instanceof LabError ? new Refusal(cause.text) : cause
  }
}

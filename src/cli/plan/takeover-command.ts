import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { evidenceFiles } from './evidence-files.ts'

export interface PlanTakeoverFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
}

const words = {
  brief: say(
    'Zeigt, wie das Gateway vor die Server kommt, ohne dass jemand ausgesperrt wird',
    'Shows how the gateway gets in front of the servers without locking anybody out',
  ),
  full: say(
    'Nennt die Schritte in ihrer Reihenfolge: Zertifikate, Adresse des Clients, DNS, Agentenvorlage, Heartbeat, Relay, Regeln und den alten Weg. Zu jedem steht, wie er von außen geprüft wird, wie er nach den Belegen steht und wie man zurückkommt. Nichts wird verändert und niemand angesprochen. Der Rückgabewert ist 0, wenn alles getan ist, 1, wenn ein Schritt offen ist, und 3, wenn das nicht zu klären ist.',
    'Names the steps in their order: certificates, client address, DNS, agent template, heartbeat, relay, rules and the old way. With each stands how it is checked from outside, how it stands by the evidence and what the way back is. Nothing is changed and nobody is contacted. The exit code is 0 if everything is done, 1 if a step is open, and 3 if that cannot be told.',
  ),
}

/** `bollwerk plan takeover`. */
export function planTakeoverCommand(language: Language): Command<Program> {
  return buildCommand<PlanTakeoverFlags, string[], Program>({
    loader: async () => (await import('./takeover-run.ts')).run,
    parameters: {
      flags: { policy: policyFlag(language), lang: langFlag(language), json: jsonFlag(language) },
      positional: evidenceFiles(language),
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}

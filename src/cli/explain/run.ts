import { say } from '../../model/text.ts'
import type { Program } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { ExplainFlags } from './command.ts'

/** Explains whatever was asked; each kind loads its own work. */
export async function run(this: Program, flags: ExplainFlags, subject?: string): Promise<void> {
  if (flags.from !== undefined && flags.to !== undefined && subject === undefined) {
    const { explainVisit } = await import('./visit.ts')
    await explainVisit(this, { ...flags, from: flags.from, to: flags.to })
  } else if (subject === undefined && flags.from === undefined && flags.to === undefined) {
    const { explainAll } = await import('./all-controls.ts')
    explainAll(this, flags)
  } else if (subject === undefined || flags.from !== undefined || flags.to !== undefined) throw unclear
  else if (/^bw[\s-]?[0-9a-z]{3}/i.test(subject)) {
    const { explainReference } = await import('./reference.ts')
    await explainReference(this, flags, subject)
  } else {
    const { explainSubject } = await import('./subject.ts')
    explainSubject(this, flags, subject)
  }
}

const unclear = new Refusal(
  say(
    'Nennen Sie entweder --from und --to, eine Kennung (BW-…) oder eine Maßnahme, Prüfung oder Schwachstelle.',
    'Name either --from and --to, or a reference (BW-…), or a measure, a control or an advisory.',
  ),
)

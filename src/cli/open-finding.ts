import type { Assessment } from '../model/assessment.ts'
import { say } from '../model/text.ts'
import { printable } from '../reports/printable.ts'
import { chosen } from './answer.ts'
import { canAsk, type Program } from './program.ts'
import { Refusal } from './refusal.ts'

/** Lets a person choose one of the open failures; refused where nobody can be asked or none is known. */
export async function openFinding(program: Program, assessment: Assessment | undefined): Promise<string> {
  const open = assessment?.findings.filter(({ outcome, overlay }) => outcome === 'fail' && overlay !== 'waived') ?? []
  if (!canAsk(program) || open.length === 0) throw new Refusal(notNamed)
  const options = open.map(({ id, title }) => ({ value: id, label: printable(id), hint: printable(title) }))
  return await chosen(program, say('Um welchen Befund geht es?', 'Which finding is it about?'), options)
}

const notNamed = say(
  'Nennen Sie die Prüfung oder den Befund, zum Beispiel ports-minimal.tcp/automate/8080; die Kennungen stehen im Bericht und in "bollwerk explain".',
  'Name the control or the finding, for example ports-minimal.tcp/automate/8080; the ids stand in the report and in "bollwerk explain".',
)

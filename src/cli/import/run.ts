import { missingInWords } from '../../model/missing-words.ts'
import { joined, say, type Text, verbatim } from '../../model/text.ts'
import { printable } from '../../reports/printable.ts'
import { evidenceFolderOf } from '../evidence-folder.ts'
import { exitCodes } from '../exit-code.ts'
import { loadPolicy } from '../policy-file.ts'
import { canAsk, type Program, print, speakingFor, tell } from '../program.ts'
import type { ImportFlags } from './command.ts'
import type { MachineSummary } from './machine-summary.ts'
import { type TakenFile, takeFile } from './taken-file.ts'

/** Takes evidence files into the folder of the policy, one after another, and says what came of each. */
export async function run(this: Program, flags: ImportFlags, ...files: string[]): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  const now = Date.now()
  const folder = evidenceFolderOf(flags.policy)
  const mayDiffer = async (file: string, site: string): Promise<boolean> =>
    flags.yes || (canAsk(program) && !flags.json && (await askPerson(program, file, site)))
  const taken: TakenFile[] = []
  for (const file of files) taken.push(await takeFile(file, { folder, site: policy.site, now, mayDiffer }))
  if (flags.json) print(program, asJson(program, { folder, taken, now }))
  else for (const file of taken) show(program, file, now)
  if (!flags.json && taken.some(({ ok }) => ok)) tell(program, next)
  program.process.exitCode = taken.every(({ ok }) => ok) ? exitCodes.fine : exitCodes.incomplete
}

const next = say(
  'Weiter geht es mit: bollwerk assess. Es beurteilt den Ordner zusammen mit einem Blick von hier.',
  'What comes next: bollwerk assess. It judges the folder together with a look from here.',
)

async function askPerson(program: Program, file: string, site: string): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts')
  const question = say(
    `${file} nennt den Standort "${site}", die Richtlinie einen anderen. Trotzdem aufnehmen?`,
    `${file} names the site "${site}", the policy another. Take it all the same?`,
  )
  const message = printable(question[program.language])
  const answer = await confirm({ message, initialValue: false, output: program.process.stderr })
  return !isCancel(answer) && answer
}

function show(program: Program, taken: TakenFile, now: number): void {
  if (!taken.ok) {
    tell(program, taken.problem)
    return
  }
  const { file, kept, already, machines, notes } = taken
  const how = already
    ? say(`war schon da: ${kept}`, `was there already: ${kept}`)
    : say(`liegt jetzt in ${kept}`, `is now in ${kept}`)
  print(program, joined([verbatim(file), how])[program.language])
  for (const machine of machines) {
    for (const line of machineLines(machine, now)) print(program, `  ${printable(line[program.language])}`)
  }
  for (const note of notes) tell(program, note)
}

function machineLines({ machine, servers, seen, missing, at }: MachineSummary, now: number): readonly Text[] {
  const age = ageInWords(now - Date.parse(at))
  const head = say(
    `${machine} (${servers.join(', ')}): ${seen.length} Fakten gesehen, ${missing.length} nicht; ${age.de} alt`,
    `${machine} (${servers.join(', ')}): ${seen.length} facts seen, ${missing.length} not; ${age.en} old`,
  )
  return [head, ...missing.map((one) => joined([verbatim(`${one.fact}:`), missingInWords(one)]))]
}

function ageInWords(milliseconds: number): Text {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000))
  if (minutes < 120) return say(`${minutes} Min.`, `${minutes} min`)
  if (minutes < 48 * 60) return say(`${Math.round(minutes / 60)} Std.`, `${Math.round(minutes / 60)} h`)
  return say(`${Math.round(minutes / 1_440)} Tage`, `${Math.round(minutes / 1_440)} days`)
}

function asJson(
  { language }: Program,
  { folder, taken, now }: { readonly folder: string; readonly taken: readonly TakenFile[]; readonly now: number },
): string {
  const files = taken.map((file) =>
    file.ok
      ? {
          ...file,
          machines: file.machines.map((machine) => ({ ...machine, ageSeconds: ageSeconds(machine.at, now) })),
          notes: file.notes.map((note) => note[language]),
        }
      : { ...file, problem: file.problem[language] },
  )
  return JSON.stringify({ schema: 'bollwerk.import/1', folder, files }, undefined, 2)
}

function ageSeconds(at: string, now: number): number {
  return Math.max(0, Math.round((now - Date.parse(at)) / 1000))
}

import { missingInWords } from '../../model/missing-words.ts'
import { joined, say, type Text, verbatim } from '../../model/text.ts'
import { printable } from '../../reports/printable.ts'
import { pageOptions } from '../assess/terminal.ts'
import { evidenceFolderOf } from '../evidence-folder.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { loadPolicy } from '../policy-file.ts'
import { canAsk, type Program, print, speakingFor, tell } from '../program.ts'
import type { ImportFlags } from './command.ts'
import { journalJson, journalPage } from './journal-page.ts'
import type { MachineSummary } from './machine-summary.ts'
import { type KeptEvidence, type TakenFile, type Taking, takeFile } from './taken-file.ts'
import { journalText, type TakenJournal, type TakingJournal, takeJournal } from './taken-journal.ts'

/** Takes evidence and journals into the folders of the policy, one after another, and says what came of each. */
export async function run(this: Program, flags: ImportFlags, ...files: string[]): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  const now = Date.now()
  const folder = evidenceFolderOf(flags.policy)
  const mayDiffer = async (file: string, site: string): Promise<boolean> =>
    flags.yes || (canAsk(program) && !flags.json && (await askPerson(program, file, site)))
  const taking = { folder, flags, site: policy.site, now, mayDiffer }
  const taken: Taken[] = []
  for (const file of files) taken.push(await take(file, taking))
  if (flags.json) print(program, asJson(program, { folder, taken, now }))
  else for (const file of taken) show(program, file, now)
  if (!flags.json && taken.some(({ ok }) => ok)) tell(program, next)
  program.process.exitCode = exitCodeOf(taken)
}

type Taken = TakenFile | TakenJournal

function take(file: string, taking: Taking & TakingJournal): Promise<Taken> {
  const journal = journalText(file)
  return journal === undefined ? takeFile(file, taking) : takeJournal(file, journal, taking)
}

/** 3 where a file was not taken, 4 where a journal tells of a change that is neither made nor taken back cleanly. */
function exitCodeOf(taken: readonly Taken[]): ExitCode {
  if (!taken.every(({ ok }) => ok)) return exitCodes.incomplete
  const journals = taken.filter((file) => file.ok && 'account' in file).map(({ account }) => account)
  const clean = journals.every(
    ({ finished, changes }) => finished && changes.every(({ ending }) => ending === 'applied' || ending === 'undone'),
  )
  return clean ? exitCodes.fine : exitCodes.unfinished
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

function show(program: Program, taken: Taken, now: number): void {
  if (!taken.ok) {
    tell(program, taken.problem)
    return
  }
  const { file, kept, already } = taken
  const how = already
    ? say(`war schon da: ${kept}`, `was there already: ${kept}`)
    : say(`liegt jetzt in ${kept}`, `is now in ${kept}`)
  print(program, joined([verbatim(file), how])[program.language])
  if ('account' in taken) program.process.stdout.write(journalPage(taken, pageOf(program)))
  else showEvidence(program, taken, now)
}

function pageOf(program: Program): Parameters<typeof journalPage>[1] {
  return { page: pageOptions(program), language: program.language }
}

function showEvidence(program: Program, { machines, notes }: KeptEvidence, now: number): void {
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
  program: Program,
  { folder, taken, now }: { readonly folder: string; readonly taken: readonly Taken[]; readonly now: number },
): string {
  const files = taken.map((file) => {
    if (!file.ok) return { ...file, problem: file.problem[program.language] }
    return 'account' in file ? journalJson(file, program.language) : evidenceJson(program, file, now)
  })
  return JSON.stringify({ schema: 'bollwerk.import/1', folder, files }, undefined, 2)
}

function evidenceJson({ language }: Program, file: KeptEvidence, now: number): object {
  const machines = file.machines.map((machine) => ({ ...machine, ageSeconds: ageSeconds(machine.at, now) }))
  return { ...file, machines, notes: file.notes.map((note) => note[language]) }
}

function ageSeconds(at: string, now: number): number {
  return Math.max(0, Math.round((now - Date.parse(at)) / 1000))
}

import type { Ending } from '../../hardening/change.ts'
import type { ChangeResult } from '../../hardening/change-result.ts'
import { say, type Text, verbatim } from '../../model/text.ts'
import { harmlessJson } from '../../reports/harmless-json.ts'
import { Page } from '../../reports/terminal/page.ts'
import { pageOptions } from '../assess/terminal.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { type Program, print } from '../program.ts'

/** What came of an apply or a rollback. */
export interface Outcome {
  readonly action: 'apply' | 'rollback'
  readonly site?: string
  /** SHA-256 of the plan file. */
  readonly plan?: string
  readonly journals: string
  readonly results: readonly ChangeResult[]
}

/** Shows how every change ended; with `json` as `bollwerk.apply/1`. Answers the exit code. */
export function shownOutcome(program: Program, outcome: Outcome, { json }: { readonly json: boolean }): ExitCode {
  const code = exitCodeOf(outcome)
  if (json) print(program, harmlessJson(written(outcome, code, program)))
  else program.process.stdout.write(page(program, outcome))
  return code
}

function written({ results, ...rest }: Outcome, exitCode: ExitCode, { language }: Program): object {
  const told = results.map(({ change, ending, detail }) => ({ change, ending, detail: detail[language] }))
  return { schema: 'bollwerk.apply/1', language, ...rest, exitCode, results: told }
}

/** 5 where a place is neither as before nor as planned, 4 where not everything is proven, else 0. */
function exitCodeOf({ results }: Outcome): ExitCode {
  if (results.some(({ ending }) => ending === 'undo-failed')) return exitCodes.internal
  const done: readonly Ending[] = ['verified', 'undone']
  return results.every(({ ending }) => done.includes(ending)) ? exitCodes.fine : exitCodes.unfinished
}

function page(program: Program, { action, results, journals }: Outcome): string {
  const sheet = new Page(pageOptions(program), program.language)
  for (const { change, ending, detail } of results) {
    const [words, tone] = endings[ending]
    sheet.write({ lead: sheet.say(words), leadTone: tone, leadWidth: 28, text: change, tone: 'strong' })
    sheet.write({ text: sheet.say(detail), indent: 3 })
  }
  if (results.length === 0) sheet.write({ text: sheet.say(action === 'apply' ? nothingApplied : nothingOpen) })
  if (action === 'apply' && results.some(({ ending }) => staying.includes(ending)))
    sheet.write({ text: sheet.say(wayBack(journals)) })
  if (results.some(({ ending }) => ending === 'undo-failed')) sheet.write({ text: sheet.say(byHand), tone: 'bad' })
  return sheet.toString()
}

/** What leaves a change in place. */
const staying: readonly Ending[] = ['verified', 'needs-restart', 'needs-look']

type Tone = 'good' | 'bad' | 'warning' | 'faint'

const endings: Readonly<Record<Ending, readonly [Text, Tone]>> = {
  verified: [say('VORGENOMMEN UND BEWIESEN', 'APPLIED AND PROVEN'), 'good'],
  'needs-restart': [say('VORGENOMMEN, NEUSTART NÖTIG', 'APPLIED, NEEDS A RESTART'), 'warning'],
  'needs-look': [say('VORGENOMMEN, NICHT BEWIESEN', 'APPLIED, NOT YET PROVEN'), 'warning'],
  'without-effect': [say('OHNE WIRKUNG', 'WITHOUT EFFECT'), 'warning'],
  'failed-and-undone': [say('GESCHEITERT, ZURÜCKGENOMMEN', 'FAILED, TAKEN BACK'), 'warning'],
  'not-confirmed-and-undone': [say('UNBESTÄTIGT, ZURÜCKGENOMMEN', 'NOT CONFIRMED, TAKEN BACK'), 'warning'],
  'undo-failed': [say('RÜCKNAHME GESCHEITERT', 'UNDO FAILED'), 'bad'],
  stopped: [say('NICHT BEGONNEN', 'NOT BEGUN'), 'warning'],
  undone: [say('ZURÜCKGENOMMEN', 'TAKEN BACK'), 'good'],
}

const nothingApplied = say(
  'Der Plan enthält keine Änderung, die Bollwerk selbst vornimmt.',
  'The plan holds no change that Bollwerk makes by itself.',
)
const nothingOpen = say('Es gibt nichts zurückzunehmen.', 'There is nothing to take back.')
const byHand = say(
  'ACHTUNG: Ein Ort ist weder wie vorher noch wie geplant. Bitte bringen Sie ihn von Hand in Ordnung; die Kopie von vorher liegt beim Protokoll.',
  'ATTENTION: a place is neither as before nor as planned. Please put it right by hand; the copy of before lies with the journal.',
)

function wayBack(journals: string): Text {
  return joinedLine(say('Zurücknehmen: ', 'To take it back: '), verbatim(`bollwerk rollback --journals ${journals}`))
}

function joinedLine(a: Text, b: Text): Text {
  return say(`${a.de}${b.de}`, `${a.en}${b.en}`)
}

import { existsSync } from 'node:fs'
import type { Control } from '../../controls/control.ts'
import { controls } from '../../controls/index.ts'
import type { Assessment, ControlResult } from '../../model/assessment.ts'
import { accepted, rejected } from '../../model/parsed.ts'
import { serverNames } from '../../model/server.ts'
import { joined, say, type Text, verbatim } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { printable } from '../../reports/printable.ts'
import { chosen, type Wanted, wantedAnswer } from '../answer.ts'
import { currentQuestions } from '../current-assessment.ts'
import { type Program, tell } from '../program.ts'
import type { AttestFlags } from './command.ts'
import { keepAnswer } from './keep.ts'
import { report } from './report.ts'
import { statedAnswer, type Usual } from './stated.ts'

const document: Wanted<string> = {
  flag: 'attachment',
  question: say('Datei, die es zeigt? (leer: keine)', 'File that shows it? (empty: none)'),
  example: 'vlan.pdf',
  parse: (path) => (path === '' || existsSync(path) ? accepted(path) : rejected(notThere(path))),
}

interface OpenQuestion {
  readonly control: Control
  readonly result: ControlResult
}

/**
 * Asks a person at the terminal every question that is open, in the order of the guidance. Each answer is kept at
 * once, so that whoever stops in between loses nothing.
 */
export async function askOpenQuestions(program: Program, flags: AttestFlags, policy: Policy): Promise<void> {
  const where = { policyPath: flags.policy, policy, ...(flags.assessment && { assessment: flags.assessment }) }
  const open = openIn(await currentQuestions(program, where)).filter(
    ({ result }) => (flags.server ?? result.subject) === result.subject,
  )
  let usual: Usual = {
    ...(flags.by && { by: flags.by }),
    ...(flags.until && { until: flags.until }),
  }
  for (const [index, question] of open.entries()) {
    tell(program, joined(introduction(question, index + 1, open.length), '\n'))
    const answer = await chosen(program, say('Ist es so?', 'Is it so?'), choices(program))
    if (answer === 'stop') break
    if (answer === 'later') continue
    const asked = { control: question.control, server: question.result.subject }
    const attachment = await wantedAnswer(program, undefined, document)
    const said = { answer, ...(attachment === '' ? {} : { attachment }) }
    const attestation = await statedAnswer(program, said, asked, usual)
    usual = { by: attestation.by, until: attestation.until }
    await keepAnswer(flags.policy, attestation)
    report(program, flags, { action: 'attested', attestation })
  }
  if (open.length === 0) tell(program, nothingOpen)
}

/** Every question that ended as unknown or needs a person, with its control. */
function openIn({ measures }: Assessment): readonly OpenQuestion[] {
  const results = measures.flatMap((measure) => measure.controls)
  return results.flatMap((result) => {
    const control = controls.find(({ id }) => id === result.id)
    return control && (result.outcome === 'unknown' || result.outcome === 'manual') ? [{ control, result }] : []
  })
}

function introduction({ control, result }: OpenQuestion, number: number, all: number): readonly Text[] {
  return [
    verbatim(''),
    say(
      `${number}/${all} ${serverNames[result.subject]}: ${control.title.de} [${control.id}]`,
      `${number}/${all} ${serverNames[result.subject]}: ${control.title.en} [${control.id}]`,
    ),
    control.reason,
    say(`Warum offen: ${printable(result.detail)}`, `Why open: ${printable(result.detail)}`),
    control.looksAt,
    ...control.remedy.steps.slice(0, 1),
  ]
}

type Choice = 'pass' | 'fail' | 'later' | 'stop'

function choices({ language }: Program): readonly { readonly value: Choice; readonly label: string }[] {
  const labels: readonly (readonly [Choice, Text])[] = [
    ['later', say('Das weiß ich nicht; weiter', 'I do not know; go on')],
    ['pass', say('Ja, es ist so (pass)', 'Yes, it is so (pass)')],
    ['fail', say('Nein, es ist nicht so (fail)', 'No, it is not so (fail)')],
    ['stop', say('Aufhören; die Antworten bisher sind gespeichert', 'Stop; the answers so far are kept')],
  ]
  return labels.map(([value, text]) => ({ value, label: text[language] }))
}

function notThere(path: string): Text {
  return say(`${path} gibt es nicht.`, `There is no ${path}.`)
}

const nothingOpen = say('Keine Frage ist offen.', 'No question is open.')

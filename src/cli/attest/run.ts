import type { Assessment } from '../../model/assessment.ts'
import { say } from '../../model/text.ts'
import { currentAssessment } from '../current-assessment.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { canAsk, type Program, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { mustBeFound, namedSubject, soleServer } from '../subject.ts'
import type { AttestFlags } from './command.ts'
import { keepAnswer, withdrawAnswer } from './keep.ts'
import { askOpenQuestions } from './open-questions.ts'
import { report } from './report.ts'
import { type Question, statedAnswer } from './stated.ts'

/** Keeps one answer, withdraws one, or asks a person all open questions. */
export async function run(this: Program, flags: AttestFlags, name?: string): Promise<void> {
  const { policy } = await loadPolicyWithText(flags.policy)
  const program = speakingFor(this, policy.language)
  if (name === undefined) {
    if (flags.withdraw || !canAsk(program)) throw new Refusal(notNamed)
    await askOpenQuestions(program, flags, policy)
    return
  }
  const named = namedSubject({ ...flags, name }, policy)
  const question = { ...named, server: soleServer(named, policy) }
  if (flags.withdraw) {
    report(program, flags, { action: 'withdrawn', attestation: await withdrawAnswer(flags.policy, question) })
    return
  }
  const where = { policyPath: flags.policy, policy, ...(flags.assessment && { assessment: flags.assessment }) }
  const assessment = await currentAssessment(program, where)
  if (assessment) {
    mustBeFound(question, assessment)
    warnIfSettled(program, question, assessment)
  }
  const attestation = await statedAnswer(program, flags, question)
  await keepAnswer(flags.policy, attestation)
  report(program, flags, { action: 'attested', attestation })
}

/** An answer beside evidence is allowed, but it changes nothing; whoever gives it should know. */
function warnIfSettled(program: Program, { control, server }: Question, { measures }: Assessment): void {
  const result = measures
    .flatMap(({ controls }) => controls)
    .find(({ id, subject }) => id === control.id && subject === server)
  if (result?.outcome !== 'pass' && result?.outcome !== 'fail') return
  if (result.evidence.some(({ witness }) => witness === 'paper')) return
  tell(
    program,
    say(
      `Hinweis: Belege beantworten das schon (${result.outcome}). Ihre Antwort ändert das nicht; widerspricht sie, ist das ein eigener Befund.`,
      `Note: evidence answers this already (${result.outcome}). Your answer does not change that; if it contradicts, that is a finding of its own.`,
    ),
  )
}

const notNamed = say(
  'Nennen Sie die Prüfung, zum Beispiel: bollwerk attest isolated-network.segment --server automate. "bollwerk explain" nennt alle Prüfungen.',
  'Name the control, for example: bollwerk attest isolated-network.segment --server automate. "bollwerk explain" names all controls.',
)

import type { Evidence } from '../model/evidence.ts'
import type { Policy } from '../policy/policy.ts'
import type { Question } from './control.ts'
import { ask, musterMsp } from './question-fixture.ts'
import { judgement, sampleControl } from './sample-fixture.ts'

/** What a shared judgement answers to the question that a control of that server would be asked. */
export function asked<Answer>(
  what: (question: Question) => Answer,
  evidence: readonly Evidence[],
  {
    server = 'automate',
    policy = musterMsp,
  }: { readonly server?: 'automate' | 'screenconnect'; readonly policy?: Policy } = {},
): Answer {
  const answers: Answer[] = []
  const control = sampleControl((question) => {
    answers.push(what(question))
    return [judgement('manual')]
  })
  ask(control, server, evidence, { policy })
  for (const answer of answers) return answer
  throw new Error('nobody was asked')
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'acme-client'
import type { AcmeLibrary } from './acme-library.ts'
import { AcmeProblem } from './acme-problem.ts'
import type { AcmeState } from './acme-state.ts'
import type { ChallengeAnswers } from './challenge-answers.ts'

/** Where orders are placed: an account at an authority, and what goes with it. The same for every host. */
export interface Counter {
  readonly acme: AcmeLibrary
  readonly client: Client
  readonly state: AcmeState
  readonly answers: ChallengeAnswers
  /** Milliseconds between two questions to the authority. */
  readonly pollEvery: number
  readonly now: () => number
}

/** How often an authority is asked before we give up for now. */
const mostPolls = 60

/** Asks until there is an answer; rejects with an `AcmeProblem` when there was none for too long. */
export async function polled<Answer>(pollEvery: number, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let poll = 0; poll < mostPolls; poll++) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await pause(pollEvery)
  }
  throw new AcmeProblem('ETIMEDOUT', 'no decision')
}

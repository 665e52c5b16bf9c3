import type { SetupWizardFact } from '../facts.ts'
import { closedInstead, type HttpAnswer, isRedirect } from '../http/answer.ts'
import { type Answer, answered } from '../probe.ts'
import type { WizardVariant } from './variants.ts'

/** Both stand in the page of the wizard, and only there (reference screenconnect.md, section 7.1, W3). */
const wizardMarks = ['SetupWizardPage', 'ContentPanel SetupWizard'] as const

const refusals: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 414, 451])

/** Sorts the answer to one way of writing the path. `open` needs the wizard itself, not just a page. */
export function wizardFact({ variant, path }: WizardVariant, answer: Answer<HttpAnswer>): Answer<SetupWizardFact> {
  if ('missing' in answer) return closedInstead(answer.missing) ? answered({ variant, path, answer: 'closed' }) : answer
  return answered({ variant, path, answer: verdict(answer.value), status: answer.value.status })
}

function verdict({ status, headers, body }: HttpAnswer): SetupWizardFact['answer'] {
  if (status === 200 && wizardMarks.every((mark) => body.includes(mark))) return 'open'
  if (refusals.has(status)) return 'closed'
  // A redirect to another way of writing the wizard has not closed it.
  return isRedirect(status) && !/setup(%20)?wizard/i.test(headers.location ?? '') ? 'closed' : 'unclear'
}

import type { SetupWizardFact } from '../evidence/outside/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Severity } from '../model/outcome.ts'
import { say, verbatim } from '../model/text.ts'
import type { Control, Judgement } from './control.ts'
import { seen } from './question-fixture.ts'

/** The version that the samples have. */
export const sampleVersion = 3

/** A control that judges in whatever way a test needs. */
export function sampleControl(judge: Control['judge'], changes: Partial<Control> = {}): Control {
  return {
    id: 'screenconnect-current.sample',
    version: sampleVersion,
    measure: 'screenconnect-current',
    title: say('Muster', 'Sample'),
    reason: say('Zur Probe', 'For a trial'),
    looksAt: say('Was die Probe zeigt.', 'What the trial shows.'),
    servers: ['screenconnect'],
    witnesses: ['outside'],
    severity: 'medium',
    maximumAgeDays: 7,
    remedy: { summary: say('Tun Sie es.', 'Do it.'), steps: [say('Schritt', 'Step')], automatic: false },
    references: [{ title: 'Source', url: 'https://example.org/source' }],
    mappings: [{ standard: 'Standard', requirement: '1', relation: 'supports' }],
    judge,
    ...changes,
  }
}

/** A control with fixed answers. */
export function answering(judgements: readonly Judgement[], changes?: Partial<Control>): Control {
  return sampleControl(() => judgements, changes)
}

export function judgement(outcome: Judgement['outcome'], item?: string, severity?: Severity): Judgement {
  return {
    outcome,
    ...(item === undefined ? {} : { item }),
    ...(severity === undefined ? {} : { severity }),
    detail: verbatim(`${outcome} ${item ?? ''}`.trim()),
    evidence: [],
  }
}

/** A look at the setup wizard, and a control that passes if the newest look that it may use says `closed`. */
export function wizard(answer: SetupWizardFact['answer'], at: string): Evidence {
  return seen('screenconnect', 'outside.setup-wizard', { variant: 'plain', path: '/SetupWizard.aspx', answer }, { at })
}

export const wizardControl: Control = sampleControl(({ evidence }) => {
  const [newest] = evidence.about('screenconnect', 'outside.setup-wizard')
  if (!newest || !('value' in newest)) return [judgement('unknown')]
  return [{ ...judgement(newest.value.answer === 'closed' ? 'pass' : 'fail'), evidence: [newest] }]
})

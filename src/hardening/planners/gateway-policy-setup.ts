import { formatAddress } from '../../model/address.ts'
import { closed, openingsOf } from '../../targets/gateway-policy/close.ts'
import type { Asked } from '../planner.ts'
import { askedAgain } from './asked-again.ts'
import { leftBecause } from './configuration-file.ts'
import type { PlannedEdit } from './gateway-policy-rule.ts'
import * as words from './gateway-policy-words.ts'
import { type PolicyHere, policyStep } from './policy-step.ts'

const wizard = 'screenconnect.setup'

/**
 * Takes the setup wizard out of `gateway.opened`. Nobody confirms it: no technician needs the wizard to get in, and
 * what were taken back for want of a confirmation would stand open again.
 */
export function planSetup({ findings, language }: Asked, here: PolicyHere): PlannedEdit {
  const [first] = findings
  if (!first) return { left: [], after: here }
  const opened = openingsOf(here.policy, wizard)
  if (opened.length === 0) return { left: leftBecause(findings, words.setupWords.neverOpen), after: here }
  const step = policyStep(here, closed(here.text, wizard, here.policy), words.nothing[language])
  if (!step) return { left: leftBecause(findings, words.notEdited), after: here }
  const change: PlannedEdit['change'] = {
    id: `gateway-policy.setup/${first.subject}`,
    title: words.setupWords.title[language],
    subject: first.subject,
    verify: askedAgain(findings),
    steps: [step.step],
    shown: step.shown,
    affected: words.setupWords.affected[language],
    restart: 'nothing',
    downtime: words.downtime[language],
    lockedOut: opened.map(({ address }) => formatAddress(address)),
    confirm: false,
  }
  return { change, left: [], after: step.after }
}

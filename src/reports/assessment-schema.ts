import * as z from 'zod'
import type { Assessment, CitedEvidence } from '../model/assessment.ts'
import { measureIds } from '../model/measure.ts'
import { severities } from '../model/outcome.ts'
import { serverKinds } from '../model/server.ts'
import { languages } from '../model/text.ts'
import { places } from '../model/vantage.ts'

const count = z.int().nonnegative()
const time = z.iso.datetime()
const subject = z.enum(serverKinds)
const witness = z.enum(['inside', 'outside', 'paper'])
const outcome = z.enum(['pass', 'fail', 'unknown', 'not-applicable', 'manual', 'error'])
const overlay = z.enum(['waived', 'disputed', 'stale'])

const vantage = z.strictObject({
  place: z.enum(places),
  country: z.string().exactOptional(),
  note: z.string().exactOptional(),
})

const evidence: z.ZodType<CitedEvidence> = z.strictObject({
  witness,
  source: z.string(),
  at: time,
  vantage: vantage.exactOptional(),
  value: z.unknown().exactOptional(),
  leftOut: count.exactOptional(),
  missing: z
    .strictObject({
      reason: z.enum(['denied', 'absent', 'timeout', 'unreadable', 'interrupted', 'too-large']),
      detail: z.string(),
    })
    .exactOptional(),
})

const remedy = z.strictObject({
  summary: z.string(),
  steps: z.array(z.string()),
  automatic: z.boolean(),
  rollback: z.string().exactOptional(),
  downtime: z.string().exactOptional(),
})

const mapping = z.strictObject({
  standard: z.string(),
  requirement: z.string(),
  relation: z.enum(['supports', 'partly-fulfils', 'fulfils']),
})

const acceptance = z.strictObject({
  standing: z.enum(['in-force', 'other-version', 'ended']),
  version: count,
  reason: z.string(),
  owner: z.string(),
  approver: z.string(),
  since: z.iso.date(),
  until: z.iso.date(),
})

const finding = z.strictObject({
  id: z.string(),
  control: z.string(),
  version: count,
  measure: z.enum(measureIds),
  subject,
  item: z.string().exactOptional(),
  outcome,
  overlay: overlay.exactOptional(),
  exception: acceptance.exactOptional(),
  severity: z.enum(severities),
  title: z.string(),
  detail: z.string(),
  evidence: z.array(evidence),
  remedy,
  references: z.array(z.strictObject({ title: z.string(), url: z.string() })),
  mappings: z.array(mapping),
})

const control = z.strictObject({
  id: z.string(),
  version: count,
  subject,
  title: z.string(),
  outcome,
  overlay: overlay.exactOptional(),
  severity: z.enum(severities),
  detail: z.string(),
  witnesses: z.array(witness),
  evidence: z.array(evidence),
})

const lostPoints = z.strictObject({
  control: z.string(),
  subject,
  title: z.string(),
  outcome,
  overlay: overlay.exactOptional(),
  severity: z.enum(severities),
  weight: count,
  points: z.number().min(0).max(100),
  reason: z.string(),
})

const scoreExplained = z.strictObject({
  possible: count,
  earned: count,
  reached: z.int().min(0).max(100),
  ceiling: z.strictObject({ at: z.int().min(0).max(100), because: z.array(z.string()) }).exactOptional(),
  lost: z.array(lostPoints),
})

const notice = z.strictObject({
  kind: z.enum(['ends-soon', 'ended', 'other-version', 'no-such-control', 'from-future']),
  of: z.enum(['exception', 'attestation', 'dispute', 'evidence']),
  control: z.string().exactOptional(),
  subject: subject.exactOptional(),
  item: z.string().exactOptional(),
  until: z.iso.date().exactOptional(),
  daysLeft: count.exactOptional(),
  warning: z.literal([30, 14, 7]).exactOptional(),
  text: z.string(),
})

/**
 * The shape of `bollwerk.assessment/1`. What is optional may be absent in older files. Commands that read
 * such a file load it when they run.
 */
export const assessmentSchema: z.ZodType<Assessment> = z.strictObject({
  schema: z.literal('bollwerk.assessment/1'),
  language: z.enum(languages),
  site: z.string(),
  startedAt: time,
  finishedAt: time,
  tool: z.strictObject({ version: z.string() }),
  catalog: z.strictObject({ asOf: z.iso.date(), ageDays: z.number(), tooOld: z.boolean() }),
  vantages: z.array(vantage),
  coverage: z.strictObject({ asked: count, answered: count }),
  score: z.int().min(0).max(100),
  scoreExplained: scoreExplained.exactOptional(),
  notices: z.array(notice).exactOptional(),
  measures: z.array(z.strictObject({ id: z.enum(measureIds), title: z.string(), outcome, controls: z.array(control) })),
  findings: z.array(finding),
  support: z.strictObject({ name: z.string(), booking: z.string().exactOptional() }).exactOptional(),
})

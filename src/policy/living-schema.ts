import { z } from 'zod'
import type { Attestation } from '../model/attestation.ts'
import { parseDay } from '../model/day.ts'
import type { Dispute } from '../model/dispute.ts'
import type { Exception } from '../model/exception.ts'
import { parseLine } from '../model/line.ts'
import { serverKinds } from '../model/server.ts'
import { obeying, reading } from './contradiction.ts'
import { parseControlId } from './control-id.ts'
import { parseDigest } from './digest.ts'
import * as rules from './living-rules.ts'
import { count } from './whole-number.ts'
import { written } from './written.ts'

const line = written((text) => parseLine(text), { minLength: 1 })
const prose = written((text) => parseLine(text, 1_000), { minLength: 1 })
const day = written(parseDay, { format: 'date' })

/**
 * Which question, in which version, and about what. Files from before there was a version were written when the
 * questions stood at version 1, so that is what they mean.
 */
const scope = {
  control: written(parseControlId),
  version: count(1, 1_000).prefault(1),
  item: z.union([line, z.int().transform(String)]).exactOptional(),
}
const server = z.enum(serverKinds)
const term = { since: day, until: day }
const bothDays = reading(['since'], ['until'])

/** One entry of `exceptions`. */
export const exception: z.ZodType<Exception> = z
  .strictObject({
    ...scope,
    server: server.exactOptional(),
    reason: prose,
    owner: line,
    approver: line,
    ...term,
  })
  .superRefine(obeying(rules.termOfException), bothDays)
  .superRefine(obeying(rules.approvedByOwner), reading(['owner'], ['approver']))

/** One entry of `attestations`. */
export const attestation: z.ZodType<Attestation> = z
  .strictObject({
    ...scope,
    server,
    answer: z.enum(['pass', 'fail']),
    by: line,
    note: prose,
    attachment: z
      .strictObject({ file: prose, sha256: written(parseDigest, { pattern: '^[0-9a-f]{64}$' }) })
      .exactOptional(),
    ...term,
  })
  .superRefine(obeying(rules.termOfAttestation), bothDays)

/** One entry of `disputes`. */
export const dispute: z.ZodType<Dispute> = z
  .strictObject({ ...scope, server, reason: prose, ...term })
  .superRefine(obeying(rules.termOfDispute), bothDays)

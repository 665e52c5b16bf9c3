import * as z from 'zod'
import { serverKinds } from '../model/server.ts'
import { languages } from '../model/text.ts'
import type { Accepted, Plan, RegistryValue, Step } from './change.ts'
import { sha256Of } from './fingerprint.ts'

/** The SHA-256 of the bytes of a plan file, in hexadecimal: what a person approves. */
export function planHash(bytes: Buffer): string {
  return sha256Of(bytes)
}

/** Reads `bollwerk.plan/1` strictly: what it does not know, or what does not fit, makes the file no plan. */
export function readPlanFile(bytes: Buffer): Plan | undefined {
  const reading = plan.safeParse(parsed(bytes))
  return reading.success ? reading.data : undefined
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Not UTF-8 or not JSON: then it is no plan, and where it breaks off helps nobody.
    return undefined
  }
}

const text = z.string()
const texts = z.array(text)
const subject = z.enum(serverKinds)

const fingerprint = z.strictObject({ sha256: text.regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative() })
const piece = text.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)

const registryValue: z.ZodType<RegistryValue> = z.strictObject({
  type: z.enum(['REG_SZ', 'REG_EXPAND_SZ', 'REG_MULTI_SZ', 'REG_DWORD', 'REG_QWORD', 'REG_BINARY']),
  data: text,
})

const step: z.ZodType<Step> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    path: text.min(1),
    before: fingerprint,
    after: fingerprint,
    splices: z.array(z.strictObject({ at: z.int().nonnegative(), out: piece, in: piece })),
  }),
  z.strictObject({
    kind: z.literal('registry'),
    key: text.min(1),
    name: text,
    before: registryValue.nullable(),
    after: registryValue.nullable(),
  }),
  z.strictObject({
    kind: z.literal('mysql-setting'),
    name: text.min(1),
    before: text,
    after: text,
    persisted: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('mysql-account'),
    user: text,
    host: text,
    property: z.literal('locked'),
    before: z.boolean(),
    after: z.boolean(),
  }),
])

const change = z.strictObject({
  id: text.min(1),
  title: text,
  subject,
  verify: z.array(z.strictObject({ control: text, subject, findings: texts })),
  steps: z.array(step),
  shown: z.array(z.strictObject({ place: text, before: text, after: text })),
  affected: text,
  restart: z.enum(['nothing', 'web-interface', 'service', 'server']),
  downtime: text,
  lockedOut: texts,
  confirm: z.boolean(),
})

const task = z.strictObject({
  control: text,
  version: z.int(),
  subject,
  findings: texts,
  title: text,
  steps: texts,
  reason: text,
})

const accepted: z.ZodType<Accepted> = z.strictObject({
  finding: text,
  control: text,
  subject,
  title: text,
  reason: text,
  owner: text,
  until: text,
})

const plan: z.ZodType<Plan> = z.strictObject({
  schema: z.literal('bollwerk.plan/1'),
  site: text,
  language: z.enum(languages),
  createdAt: z.iso.datetime(),
  tool: z.strictObject({ version: text }),
  keepAccess: texts,
  changes: z.array(change),
  tasks: z.array(task),
  accepted: z.array(accepted).exactOptional(),
})

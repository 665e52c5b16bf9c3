import { z } from 'zod'
import { parseHost } from '../model/host.ts'
import { parseLine } from '../model/line.ts'
import { parseLink } from '../model/link.ts'
import { obeying } from './contradiction.ts'
import * as rules from './gateway-rules.ts'
import { acmeChallenges, type GatewaySettings, tlsProfileNames, usualDirectory } from './gateway-settings.ts'
import { parseMailAddress } from './mail-address.ts'
import { written } from './written.ts'

/** Windows takes 260 characters by default, Linux 4,096. */
const longestPath = 1_000

const file = written((text) => parseLine(text, longestPath), { minLength: 1 })

const certificate = z.strictObject({
  hosts: z.array(written(parseHost)).min(1).optional().default([]),
  certificate: file,
  key: file,
})

const acme = z.strictObject({
  directory: written(parseLink, { pattern: '^https://' }).prefault(usualDirectory),
  email: written(parseMailAddress, { format: 'email' }),
  agreeTerms: z.boolean().meta({ const: true }).superRefine(obeying(rules.termsNotAgreed)),
  challenges: z
    .array(z.enum(acmeChallenges))
    .min(1)
    .superRefine(obeying(rules.challengeTwice))
    .prefault([...acmeChallenges]),
})

const tls = z.strictObject({
  profile: z.enum(tlsProfileNames).prefault('modern'),
  certificates: z.array(certificate).superRefine(obeying(rules.certificateTwice)).prefault([]),
  acme: acme.exactOptional(),
})

/** The block `gateway` of the policy file. Each part has its defaults here, so that the whole block may be absent. */
export const gateway: z.ZodType<GatewaySettings, unknown> = z.strictObject({ tls: tls.prefault({}) }).prefault({})

import { z } from 'zod'
import { formatAddress, formatPrefix } from '../model/address.ts'
import { parseHost } from '../model/host.ts'
import { parseInstant } from '../model/instant.ts'
import { parseLine } from '../model/line.ts'
import { parseLink } from '../model/link.ts'
import { parseBlockListName } from './block-list-name.ts'
import { obeying, reading } from './contradiction.ts'
import * as rules from './gateway-rules.ts'
import {
  acmeChallenges,
  type GatewaySettings,
  observableRules,
  openableAreas,
  tlsProfileNames,
  usualDirectory,
  usualHttpsPort,
} from './gateway-settings.ts'
import { parseMailAddress } from './mail-address.ts'
import {
  formatTechnicianNetwork,
  parseBlockedNetwork,
  parseListenAddress,
  parseNetwork,
  parseOpenedAddress,
  parseTechnicianNetwork,
} from './network.ts'
import { repeated } from './repetition.ts'
import { count, port } from './whole-number.ts'
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
    .superRefine(obeying(repeated(String)))
    .prefault([...acmeChallenges]),
})

const tls = z.strictObject({
  profile: z.enum(tlsProfileNames).prefault('modern'),
  certificates: z.array(certificate).superRefine(obeying(rules.certificateTwice)).prefault([]),
  acme: acme.exactOptional(),
})

const proxies = z.strictObject({
  networks: z
    .array(written(parseNetwork))
    .superRefine(obeying(repeated(formatPrefix)))
    .prefault([]),
  tell: z.enum(['proxy-protocol', 'x-forwarded-for']).prefault('proxy-protocol'),
})

const connections = z
  .strictObject({
    total: count(1, 1_000_000).prefault(20_000),
    perSource: count(1, 1_000_000).prefault(2_048),
  })
  .superRefine(obeying(rules.morePerSource), reading(['total'], ['perSource']))

const retention = z.strictObject({
  refusals: count(1, 3_650).prefault(90),
  traffic: count(1, 3_650).prefault(30),
})

const originCertificates = z.strictObject({ automate: file.exactOptional(), screenconnect: file.exactOptional() })

const blockList = z.strictObject({ name: written(parseBlockListName), file })

const opened = z.strictObject({
  area: z.enum(openableAreas),
  address: written(parseOpenedAddress),
  until: written(parseInstant, { format: 'date-time' }),
})

const listen = z
  .strictObject({
    addresses: z
      .array(written(parseListenAddress))
      .superRefine(obeying(repeated(formatAddress)))
      .prefault([]),
    https: port.prefault(usualHttpsPort),
    http: z.union([port, z.literal(false)]).prefault(80),
    plain: z.enum(['redirect', 'serve']).prefault('redirect'),
    heartbeat: port.prefault(75),
  })
  .superRefine(obeying(rules.oneTcpPort), reading(['https'], ['http']))
  .transform(({ http, ...rest }) => (http === false ? rest : { ...rest, http }))

/** The block `gateway` of the policy file. Each part has its defaults here, so that the whole block may be absent. */
export const gateway: z.ZodType<GatewaySettings, unknown> = z
  .strictObject({
    listen: listen.prefault({}),
    proxies: proxies.prefault({}),
    monitors: z
      .array(written(parseTechnicianNetwork))
      .superRefine(obeying(repeated(formatTechnicianNetwork)))
      .prefault([]),
    blocked: z
      .array(written(parseBlockedNetwork))
      .superRefine(obeying(repeated(formatPrefix)))
      .prefault([]),
    blockLists: z
      .array(blockList)
      .superRefine(obeying(repeated(({ name }) => name)))
      .prefault([]),
    opened: z
      .array(opened)
      .superRefine(obeying(repeated(({ area, address }) => `${area} (${formatAddress(address)})`)))
      .prefault([]),
    observe: z
      .array(z.enum(observableRules))
      .superRefine(obeying(repeated(String)))
      .prefault([]),
    originCertificates: originCertificates.prefault({}),
    relayProxyProtocol: z.enum(['none', 'v1', 'v2']).prefault('none'),
    connections: connections.prefault({}),
    retention: retention.prefault({}),
    tls: tls.prefault({}),
  })
  .superRefine(obeying(rules.challengeWithoutPort), reading(['listen', 'http'], ['tls', 'acme']))
  .prefault({})

import { z } from 'zod'
import { type AreaDefinition, areaIds } from '../model/area.ts'
import { severities } from '../model/outcome.ts'
import { serverKinds } from '../model/server.ts'
import type { Advisory, Catalog, EndpointProduct, PortEntry, Product, ProductEntry } from './catalog.ts'

// Not imported by index.ts: loading zod would cost every start of the command line its time.

/** Names of the parts in the JSON Schema; a registry of its own, so that no other schema can take a name away. */
const names = z.registry<{ id: string }>()

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const dayOrMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/)
const word = z.string().trim().min(1)
const text = z.strictObject({ de: word, en: word }).register(names, { id: 'text' })
const sure = z.enum(['confirmed', 'derived', 'unverified']).register(names, { id: 'sureness' })
const audience = z.enum(['everyone', 'technicians', 'nobody'])
const httpsLink = z.string().regex(/^https:\/\/[a-z0-9.-]+\/[A-Za-z0-9./?=&_-]*$/)
const port = z.int().min(1).max(65_535)

const release = z
  .strictObject({
    version: word,
    name: word.exactOptional(),
    date: dayOrMonth.exactOptional(),
    sure,
  })
  .register(names, { id: 'release' })

const line = z
  .strictObject({
    line: word,
    released: dayOrMonth.exactOptional(),
    ends: day.exactOptional(),
    extendedEnds: day.exactOptional(),
    newest: word.exactOptional(),
    sure,
  })
  .register(names, { id: 'line' })

const range = z
  .strictObject({
    from: word.exactOptional(),
    before: word.exactOptional(),
    through: word.exactOptional(),
  })
  .register(names, { id: 'range' })

const advisory: z.ZodType<Advisory> = z
  .strictObject({
    id: z.string().regex(/^CVE-\d{4}-\d{4,7}$/),
    title: text,
    published: dayOrMonth,
    affected: z.array(range),
    repaired: z.array(word).exactOptional(),
    unclear: z.array(range).exactOptional(),
    fixed: word.exactOptional(),
    part: z.enum(['server', 'client', 'extension']),
    extension: word.exactOptional(),
    cvss: z.strictObject({ score: z.number().min(0).max(10), sure }).exactOptional(),
    knownExploited: z.strictObject({ since: day, due: day.exactOptional(), ransomware: z.boolean() }).exactOptional(),
    disputed: z.boolean().exactOptional(),
    url: httpsLink,
    sure,
  })
  .register(names, { id: 'advisory' })

const area: z.ZodType<AreaDefinition> = z.strictObject({
  id: z.enum(areaIds),
  title: text,
  audience,
  countryBound: z.boolean(),
  transport: z.enum(['http', 'tcp', 'udp']),
  methods: z.array(z.string().regex(/^[A-Z]+$/)),
  paths: z.array(z.string().regex(/^\/[a-z0-9./_-]*$/)),
  pages: z.array(z.string().regex(/^\/[a-z0-9./_-]*$/)).exactOptional(),
  fileEndings: z.array(z.string().regex(/^\.[a-z0-9]+$/)).exactOptional(),
  probes: z.array(z.strictObject({ path: z.string().regex(/^\/[\x21-\x7e]*$/), method: z.enum(['GET', 'HEAD']) })),
})

const portEntry: z.ZodType<PortEntry> = z.strictObject({
  first: port,
  last: port,
  protocol: z.enum(['tcp', 'udp']),
  server: z.enum(serverKinds).exactOptional(),
  title: text,
  neededBy: audience,
  severity: z.enum(severities),
  sure,
})

const endpointProduct: z.ZodType<EndpointProduct> = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: word,
  class: z.enum(['edr', 'av', 'agent']),
  protects: z.array(word),
  helps: z.array(word),
  drivers: z.array(word),
  unverified: z.array(word),
  sure,
  source: word,
})

function product(id: Product): z.ZodType<ProductEntry> {
  return z.strictObject({
    product: z.literal(id),
    name: word,
    releasesComplete: z.boolean(),
    releases: z.array(release),
    lines: z.array(line),
    advisories: z.array(advisory),
  })
}

/** The form of a catalogue file, `bollwerk.catalog/1`; unknown keys are refused. */
export const catalogSchema: z.ZodType<Catalog> = z.strictObject({
  schema: z.literal('bollwerk.catalog/1'),
  asOf: day,
  products: z.strictObject({
    automate: product('automate'),
    screenconnect: product('screenconnect'),
    mysql: product('mysql'),
    mariadb: product('mariadb'),
    percona: product('percona'),
    'windows-server': product('windows-server'),
  }),
  areas: z.array(area),
  ports: z.array(portEntry),
  endpointProducts: z.array(endpointProduct),
})

/** The same form as JSON Schema 2020-12, for editors and other tools; docs/reference/catalog.schema.json holds it. */
export function catalogJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Bollwerk catalogue', ...z.toJSONSchema(catalogSchema, { metadata: names }) }
}

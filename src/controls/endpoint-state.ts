import { type Catalog, type EndpointProduct, endpointMark } from '../catalog/index.ts'
import type { ServicesFact } from '../evidence/windows/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { excerpt } from './excerpt.ts'
import { lacking, type Machine } from './inside-look.ts'

type Service = ServicesFact['services'][number]

/** A product of the catalogue that shows itself on a machine. */
export interface FoundProduct {
  readonly product: EndpointProduct
  /** Its services that protect and those that help. */
  readonly protecting: readonly Service[]
  readonly helping: readonly Service[]
  /** It protects right now: a service that does so runs or, where it has none, one of its drivers. */
  readonly runs: boolean
  /** Everything by which it was recognised is confirmed. */
  readonly sure: boolean
}

/** What protects one machine. */
export interface Protection {
  readonly found: readonly FoundProduct[]
  /** Products that protect and run. */
  readonly running: readonly FoundProduct[]
  /** Of the services and drivers those by which products are recognised. */
  readonly evidence: readonly Evidence[]
}

const defenderId = 'defender'
const forEndpointId = 'defender-endpoint'

/** Products that watch beside a virus scanner and do not replace it. */
const beside: ReadonlySet<string> = new Set([
  forEndpointId,
  'huntress',
  'eset-inspect',
  'bitdefender-edr',
  'trend-micro-basecamp',
])

/**
 * What protects a machine, by its services and drivers; servers have no Security Center (assessment.md §5.4). Answers
 * the judgement instead where the services are not known: what hides itself is not missing.
 */
export function protectionOf(machine: Machine, { catalog }: Question): Protection | Judgement {
  const known = protections.get(machine)
  if (known?.catalog === catalog) return known.protection
  const protection = recognised(machine, catalog)
  protections.set(machine, { catalog, protection })
  return protection
}

/** Several controls ask for the protection of the same machine, and it has hundreds of services and drivers. */
const protections = new WeakMap<Machine, { readonly catalog: Catalog; readonly protection: Protection | Judgement }>()

function recognised(machine: Machine, catalog: Catalog): Protection | Judgement {
  const services = machine.seen('windows.services')
  if (!services) return lacking(machine, 'windows.services')
  const drivers = machine.seen('windows.drivers')
  const onboarded = machine.seen('windows.defender')?.value.onboarded
  const marked = services.value.services.flatMap((service) => {
    const mark = endpointMark(catalog, 'service', service.name)
    return mark ? [{ mark, service }] : []
  })
  const known = (drivers?.value.drivers ?? []).flatMap((driver) => {
    const mark = endpointMark(catalog, 'driver', driver.name)
    return mark ? [{ mark, driver }] : []
  })
  const loaded = known.flatMap(({ mark, driver }) => (driver.state === 'Running' ? [mark] : []))
  const products = new Set([...marked.map(({ mark }) => mark.product), ...loaded.map(({ product }) => product)])
  const found = [...products].map((product): FoundProduct => {
    const own = marked.filter(({ mark }) => mark.product === product)
    const protecting = own.flatMap(({ mark, service }) => (mark.role === 'protects' ? [service] : []))
    const deciding = product.protects.length > 0 ? own.map(({ mark }) => mark) : loaded
    return {
      product,
      protecting,
      helping: own.flatMap(({ mark, service }) => (mark.role === 'helps' ? [service] : [])),
      runs: product.protects.length > 0 ? protecting.some(isRunning) : loaded.some((mark) => mark.product === product),
      sure: deciding.some((mark) => mark.product === product && mark.sure),
    }
  })
  // The service comes with Windows; it protects only where somebody joined the machine to it.
  const joined = found.filter(({ product, runs }) => product.id !== forEndpointId || (runs && onboarded !== false))
  return {
    found: joined,
    running: joined.filter(({ product, runs }) => runs && product.class !== 'agent'),
    evidence: [
      excerpt(
        services,
        'services',
        marked.map(({ service }) => service),
      ),
      ...(drivers
        ? [
            excerpt(
              drivers,
              'drivers',
              known.map(({ driver }) => driver),
            ),
          ]
        : []),
    ],
  }
}

export function isProtection(answer: Protection | Judgement): answer is Protection {
  return 'running' in answer
}

export function isRunning({ state }: Service): boolean {
  return state === 'Running'
}

/** Microsoft Defender, if its service is there. */
export function defenderIn({ found }: Protection): FoundProduct | undefined {
  return found.find(({ product }) => product.id === defenderId)
}

/** Virus scanners other than Defender that run: then Defender steps back by itself. */
export function otherScanners({ running }: Protection): readonly FoundProduct[] {
  return running.filter(({ product }) => product.id !== defenderId && !beside.has(product.id))
}

/** Names for a sentence: `ESET Server Security, Huntress`. */
export function productNames(found: readonly FoundProduct[]): string {
  return found.map(({ product }) => product.name).join(', ')
}

/** A word of doubt for products whose names nobody has confirmed; none if all are. */
export function doubtAbout(found: readonly FoundProduct[]): readonly Text[] {
  const doubtful = found.filter(({ sure }) => !sure)
  if (doubtful.length === 0) return []
  const names = productNames(doubtful)
  return [
    say(
      `Woran ${names} erkannt wird, ist nicht bestätigt.`,
      `The marks by which ${names} is recognised are not confirmed.`,
    ),
  ]
}

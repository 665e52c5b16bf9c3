import type { Catalog, EndpointProduct } from './catalog.ts'

/** What a service or driver shows of a product that protects the machine. */
export interface EndpointMark {
  readonly product: EndpointProduct
  readonly role: 'protects' | 'helps' | 'driver'
  /** False where the name is not confirmed. */
  readonly sure: boolean
}

/**
 * The product whose service or driver has exactly this name, without regard to case; a driver may be written with
 * `.sys`. Absent for every other name, however much it looks like one.
 */
export function endpointMark(catalog: Catalog, kind: 'service' | 'driver', name: string): EndpointMark | undefined {
  const { services, drivers } = namesOf(catalog.endpointProducts)
  const lower = name.toLowerCase()
  return kind === 'driver' ? drivers.get(lower.replace(/\.sys$/, '')) : services.get(lower)
}

interface Names {
  readonly services: ReadonlyMap<string, EndpointMark>
  readonly drivers: ReadonlyMap<string, EndpointMark>
}

/** Some hundred services of every machine are asked for. */
const known = new WeakMap<readonly EndpointProduct[], Names>()

function namesOf(products: readonly EndpointProduct[]): Names {
  const names = known.get(products) ?? {
    services: new Map(products.flatMap((one) => [...marks(one, 'protects'), ...marks(one, 'helps')])),
    drivers: new Map(products.flatMap((one) => marks(one, 'driver'))),
  }
  known.set(products, names)
  return names
}

function marks(product: EndpointProduct, role: EndpointMark['role']): readonly (readonly [string, EndpointMark])[] {
  const names = role === 'driver' ? product.drivers : product[role]
  return names.map((name) => {
    const sure = product.sure !== 'unverified' && !product.unverified.includes(name)
    return [name.toLowerCase(), { product, role, sure }] as const
  })
}

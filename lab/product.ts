import type { ServerKind } from '../src/model/server.ts'

/** A request as http.sys hands it to a product. */
export interface ProductRequest {
  readonly method: string
  /** Cooked by http.sys: decoded once, slashes and dots resolved, case as written. */
  readonly path: string
  readonly query: string
  readonly host: string
  /** Aborts when the visitor is gone. */
  readonly gone: AbortSignal
}

export interface ProductAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A product on the wire: what it answers, and what it says of itself in every answer. */
export interface Product {
  readonly server: ServerKind
  readonly banner: Readonly<Record<string, string>>
  readonly mostBodyBytes: number
  answer(request: ProductRequest): ProductAnswer | Promise<ProductAnswer>
}

/** A page of HTML with a title and, inside the body, ready-made markup. */
export function page(title: string, markup: string, status = 200): ProductAnswer {
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${title}</title></head><body>${markup}</body></html>\n`,
  }
}

/** What every download of the lab holds. */
export const placeholder = 'Placeholder of the Bollwerk lab; not an installer.\n'

/** A download whose bytes are a placeholder: the lab distributes no software of the vendor. */
export function placeholderFile(kind: string): ProductAnswer {
  return {
    status: 200,
    headers: { 'Content-Type': kind },
    body: placeholder,
  }
}

export function redirect(location: string): ProductAnswer {
  return { status: 302, headers: { Location: location } }
}

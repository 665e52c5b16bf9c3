import { type Outcome, outcomeOf, overHttps, type WebRequest } from '../clients/exchange.ts'

/**
 * A request of somebody who is not welcome. It counts as served as soon as anything but a gateway's refusal comes back:
 * even a 404 of the product would show that the request reached it.
 */
export function ask(request: WebRequest): Promise<Outcome> {
  return outcomeOf(
    overHttps(request).then(({ status, reference }) => ({
      ...{ served: reference === undefined, status, detail: `status ${status}` },
    })),
  )
}

/** The same for somebody who only wants to find something: a page that is not there has not served them. */
export async function seek(request: WebRequest): Promise<Outcome> {
  const outcome = await ask(request)
  return { ...outcome, served: outcome.served && (outcome.status ?? 0) < 400 }
}

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

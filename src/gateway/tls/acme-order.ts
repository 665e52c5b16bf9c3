import type { Order } from 'acme-client'
import type { AcmeChallenge } from '../../policy/gateway-settings.ts'
import { type Counter, polled } from './acme-counter.ts'
import { AcmeProblem, problemIn, problemOf } from './acme-problem.ts'
import { prove } from './acme-proof.ts'
import type { PlacedOrder } from './acme-state.ts'
import { checkCertificate, type PemPair } from './certificate-check.ts'

/**
 * Orders a certificate for one host (RFC 8555, section 7.4). An order that was placed before and still lives is
 * carried on: a crash between order and certificate costs neither a new order nor the certificate. The challenges are
 * tried in their order. Rejects with an `AcmeProblem`.
 */
export async function orderCertificate(
  counter: Counter,
  host: string,
  challenges: readonly AcmeChallenge[],
): Promise<PemPair> {
  const { state, client, acme } = counter
  const placed = (await livingOrder(counter, host)) ?? (await newOrder(counter, host))
  if (placed.order.status === 'pending') await prove(counter, placed.order, challenges)
  let order = await settled(counter, placed.order, ['pending', 'processing'])
  if (order.status === 'ready') {
    const [, request] = await acme.crypto.createCsr({ altNames: [host] }, placed.key)
    order = await settled(counter, await client.finalizeOrder(order, request), ['processing', 'ready'])
  }
  if (order.status !== 'valid') {
    await state.keepOrder(host, undefined)
    throw problemIn(order.error) ?? new AcmeProblem('unknown', `order ${order.status}`)
  }
  const pair = { certificate: await client.getCertificate(order), key: placed.key }
  const checked = checkCertificate(pair, [host], counter.now())
  await state.keepOrder(host, undefined)
  if (!checked.ok) throw new AcmeProblem('unknown', checked.problem.en)
  return pair
}

interface Placed {
  readonly order: Order
  readonly key: string
}

async function livingOrder({ state, client }: Counter, host: string): Promise<Placed | undefined> {
  const placed: PlacedOrder | undefined = await state.order(host)
  if (!placed) return undefined
  try {
    // The library looks at nothing but the address.
    const order = await client.getOrder({ url: placed.url } as Order)
    if (order.status !== 'invalid') return { order, key: placed.key }
  } catch (cause) {
    // Orders end after some days; then the authority does not know them any more.
    if (!['malformed', 'unauthorized', 'unknown'].includes(problemOf(cause).type)) throw cause
  }
  await state.keepOrder(host, undefined)
  return undefined
}

async function newOrder({ state, client, acme }: Counter, host: string): Promise<Placed> {
  const key = (await acme.crypto.createPrivateEcdsaKey('P-256')).toString()
  const order = await client.createOrder({ identifiers: [{ type: 'dns', value: host }] })
  // Before anything is asked for with it: the certificate would be lost with its key.
  await state.keepOrder(host, { url: order.url, key })
  return { order, key }
}

/** The order once it has left the given states. */
function settled({ client, pollEvery }: Counter, order: Order, passing: readonly Order['status'][]): Promise<Order> {
  let latest = order
  return polled(pollEvery, async () => {
    if (!passing.includes(latest.status)) return latest
    latest = await client.getOrder(latest)
    return passing.includes(latest.status) ? undefined : latest
  })
}

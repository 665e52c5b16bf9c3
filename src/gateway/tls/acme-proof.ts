import type { Authorization, Order } from 'acme-client'
import type { AcmeChallenge } from '../../policy/gateway-settings.ts'
import { type Counter, polled } from './acme-counter.ts'
import { AcmeProblem, problemIn } from './acme-problem.ts'
import type { PemPair } from './certificate-check.ts'
import type { ChallengeChange } from './challenge-answers.ts'

type Challenge = Authorization['challenges'][number]

/**
 * Proves that the names of an order are ours (RFC 8555, section 7.5.1), each with the first of the wanted challenges
 * that the authority offers. Rejects with an `AcmeProblem`. No answer stays behind.
 */
export async function prove(counter: Counter, order: Order, wanted: readonly AcmeChallenge[]): Promise<void> {
  for (const authorization of await counter.client.getAuthorizations(order)) {
    if (authorization.status === 'valid') continue
    const challenge = wanted.flatMap(
      (type) => authorization.challenges.find((offered) => offered.type === type) ?? [],
    )[0]
    if (!challenge) throw new AcmeProblem('challengeMissing', '')
    await answered(counter, { authorization, challenge }, async () => {
      await counter.client.completeChallenge(challenge)
      await polled(counter.pollEvery, () => decision(counter, order, authorization.url))
    })
  }
}

/** Answers a challenge as long as the work goes on. */
async function answered(
  counter: Counter,
  { authorization, challenge }: { readonly authorization: Authorization; readonly challenge: Challenge },
  work: () => Promise<void>,
): Promise<void> {
  const proof = await counter.client.getChallengeKeyAuthorization(challenge)
  const [begin, end] = await changes(counter, { authorization, challenge, proof })
  counter.answers.set(begin)
  try {
    await work()
  } finally {
    counter.answers.set(end)
  }
}

async function changes(
  { acme }: Counter,
  {
    authorization,
    challenge: { type, token },
    proof,
  }: { authorization: Authorization; challenge: Challenge; proof: string },
): Promise<readonly [ChallengeChange, ChallengeChange]> {
  if (type === 'http-01') {
    return [
      { kind: 'http', token, answer: proof },
      { kind: 'http', token, answer: undefined },
    ]
  }
  const host = authorization.identifier.value
  // The library makes it as RFC 8737, section 3, has it: the name, and the proof's digest in a critical extension.
  const ownKey = await acme.crypto.createPrivateEcdsaKey('P-256')
  const [key, certificate] = await acme.crypto.createAlpnCertificate(authorization, proof, ownKey)
  const pair: PemPair = { certificate: certificate.toString(), key: key.toString() }
  return [
    { kind: 'alpn', host, certificate: pair },
    { kind: 'alpn', host, certificate: undefined },
  ]
}

/** True once the authority believes us, undefined while it thinks. */
async function decision({ client }: Counter, order: Order, url: string): Promise<true | undefined> {
  const authorizations = await client.getAuthorizations(order)
  const authorization = authorizations.find((one) => one.url === url)
  if (authorization?.status === 'valid') return true
  if (authorization?.status === 'pending') return undefined
  const failed = authorization?.challenges.flatMap(
    (challenge) => ('error' in challenge ? problemIn(challenge.error) : undefined) ?? [],
  )
  throw failed?.[0] ?? new AcmeProblem('unauthorized', '')
}

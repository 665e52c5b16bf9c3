import { formatEndpoint } from '../../../model/endpoint.ts'
import type { Evidence } from '../../../model/evidence.ts'
import type { ServerKind } from '../../../model/server.ts'
import type { OriginFact } from '../facts.ts'
import type { HttpAnswer } from '../http/answer.ts'
import { type Place, probingOf, step } from '../look/collect.ts'
import { scanPorts } from '../ports/collect.ts'
import { type Answer, answered } from '../probe.ts'
import { askProduct } from '../product/collect.ts'
import { type ProductAnswers, recognise } from '../product/parse.ts'
import type { Step } from '../round.ts'

/** The question whether the origin of a server can be reached from here. */
export function originSteps(place: Place): readonly Step<readonly Evidence[]>[] {
  const source = formatEndpoint(place.server.origin)
  return [step(place, { fact: 'outside.origin', source, ask: () => tryOrigin(place) })]
}

/**
 * Tries the origin of the policy from here, also where it is a private address: whether it can be reached from this
 * place is the question. `product` is absent where something answers that cannot be told.
 */
async function tryOrigin({ request, server, address }: Place): Promise<Answer<OriginFact>> {
  const { scheme, port } = server.origin
  const { timeoutMs, ...probing } = probingOf(request)
  const scan = await scanPorts({ ...probing, address, ports: [port], timeoutMs: Math.min(timeoutMs, connectMs) })
  if ('missing' in scan) return scan
  const origin = formatEndpoint(server.origin)
  if (scan.value.open.length === 0) return answered({ origin, answer: scan.value.closed === '' ? 'silent' : 'closed' })
  const { host } = server
  const secure = scheme === 'https'
  const { toolVersion } = request
  const answers = await askProduct({ ...probing, timeoutMs, address, port, secure, host, toolVersion })
  if (Object.values(answers).every(isBrokenOff)) return answered({ origin, answer: 'turned-away' })
  const isProduct = isProductIn(answers, server.kind)
  return answered({ origin, answer: 'open', ...(isProduct === undefined ? {} : { product: isProduct }) })
}

const connectMs = 4000

/** Three connections, each broken off before an answer: whether a scan sees such a port as open is a matter of luck. */
function isBrokenOff(answer: Answer<HttpAnswer>): boolean {
  return 'missing' in answer && (answer.missing.reason === 'interrupted' || answer.missing.reason === 'absent')
}

function isProductIn(answers: ProductAnswers, expected: ServerKind): boolean | undefined {
  const identity = recognise(expected, answers)
  if ('missing' in identity || identity.value.recognised === 'unclear') return undefined
  return identity.value.recognised === expected
}

import type { Evidence, Missing } from '../../../model/evidence.ts'
import { formatUrl, httpFact } from '../http/answer.ts'
import { sourceAt } from '../look/collect.ts'
import type { Answer } from '../probe.ts'
import { askProduct } from '../product/collect.ts'
import { type ProductAnswers, productPaths, recognise, versionsOf } from '../product/parse.ts'
import type { Step } from '../round.ts'
import { type Visit, webEndpoint } from '../visit/collect.ts'
import type { WebPort } from '../visit/web-ports.ts'
import { witnessed } from '../witnessed.ts'

/** A web port that was asked who it is. */
export interface MetWeb {
  readonly visit: Visit
  readonly web: WebPort
  readonly isProduct: boolean
  readonly evidence: readonly Evidence[]
}

/** Asks the main port for its headers, who it is and which version. */
export function mainWebStep(visit: Visit, web: WebPort): Step<MetWeb> {
  return meetStep(visit, web, (answers) => [
    rootEvidence(visit, web, answers.root),
    ...productEvidence(visit, web, answers),
  ])
}

/**
 * Asks a further port the same. What it is stays out of the evidence, because a server has one identity; its headers
 * are told if it speaks HTTP at all.
 */
export function sideWebStep(visit: Visit, web: WebPort): Step<MetWeb> {
  return meetStep(visit, web, ({ root }) => ('value' in root ? [rootEvidence(visit, web, root)] : []))
}

function meetStep(
  visit: Visit,
  web: WebPort,
  evidenceOf: (answers: ProductAnswers) => readonly Evidence[],
): Step<MetWeb> {
  const met = (answers: ProductAnswers): MetWeb => {
    const identity = recognise(visit.server.kind, answers)
    const isProduct = 'value' in identity && identity.value.recognised === visit.server.kind
    return { visit, web, isProduct, evidence: evidenceOf(answers) }
  }
  return {
    source: urlAt(visit, web, '/'),
    ask: async () => met(await askProduct(webEndpoint(visit, web))),
    broken: (reason: Missing) =>
      met({ root: { missing: reason }, agentPage: { missing: reason }, script: { missing: reason } }),
  }
}

function rootEvidence(visit: Visit, web: WebPort, root: ProductAnswers['root']): Evidence {
  const url = formatUrl(webEndpoint(visit, web), '/')
  const answer: Answer<ReturnType<typeof httpFact>> = 'value' in root ? { value: httpFact(url, root.value) } : root
  const source = urlAt(visit, web, '/')
  return witnessed(visit.request, { server: visit.server.kind, fact: 'outside.http', source, answer })
}

function productEvidence(visit: Visit, web: WebPort, answers: ProductAnswers): readonly Evidence[] {
  const { request, server } = visit
  const { kind } = server
  const own = kind === 'automate' ? productPaths.agentPage : productPaths.script
  const identity = {
    fact: 'outside.identity',
    source: urlAt(visit, web, own),
    answer: recognise(kind, answers),
  } as const
  return [
    witnessed(request, { server: kind, ...identity }),
    ...versionsOf(kind, answers).map(({ path, answer }) =>
      witnessed(request, { server: kind, fact: 'outside.version', source: urlAt(visit, web, path), answer }),
    ),
  ]
}

export function urlAt(visit: Visit, web: WebPort, path: string): string {
  return sourceAt(visit, formatUrl(webEndpoint(visit, web), path))
}

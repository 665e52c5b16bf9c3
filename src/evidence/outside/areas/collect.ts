import { serverOf } from '../../../model/area.ts'
import type { Evidence, Missing } from '../../../model/evidence.ts'
import { ask } from '../http/collect.ts'
import { step } from '../look/collect.ts'
import type { Answer } from '../probe.ts'
import type { Step } from '../round.ts'
import { type Visit, webEndpoint } from '../visit/collect.ts'
import type { WebPort } from '../visit/web-ports.ts'
import { urlAt } from '../web/collect.ts'
import { type AskedPath, pathFact } from './parse.ts'

/**
 * Asks every path by which the catalogue tells whether an area answers, and one that cannot exist: what answers there
 * answers everywhere, so its other answers prove nothing.
 */
export function areaSteps(visit: Visit, web: Answer<WebPort>): readonly Step<readonly Evidence[]>[] {
  return pathsOf(visit).map((path) =>
    'value' in web ? askedStep(visit, web.value, path) : unaskedStep(visit, path, web),
  )
}

function pathsOf({ request, server }: Visit): readonly AskedPath[] {
  const areas = request.catalog.areas.filter(
    ({ id, transport }) => serverOf(id) === server.kind && transport === 'http',
  )
  const { host } = server
  const known = areas.flatMap(({ id, probes }) => probes.map((probe) => ({ ...probe, area: id, host })))
  return [...known, { area: 'nothing', path: `/${request.random()}`, method: 'GET', host }]
}

function askedStep(visit: Visit, web: WebPort, asked: AskedPath): Step<readonly Evidence[]> {
  const { method, path } = asked
  return step(visit, {
    fact: 'outside.path',
    source: urlAt(visit, web, path),
    ask: async () => pathFact(asked, await ask({ ...webEndpoint(visit, web), method, path })),
  })
}

function unaskedStep(visit: Visit, { path }: AskedPath, why: { readonly missing: Missing }): Step<readonly Evidence[]> {
  const source = `https://${visit.server.host}${path}`
  return step(visit, { fact: 'outside.path', source, ask: () => Promise.resolve(why) })
}

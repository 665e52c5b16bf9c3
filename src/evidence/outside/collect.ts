import type { Evidence } from '../../model/evidence.ts'
import type { OutsideRequest } from './look/collect.ts'
import { originSteps } from './origin/collect.ts'
import { askNames, nameEvidence, placesOf, unvisitedEvidence } from './places/collect.ts'
import { type Met, questionSteps } from './questions/collect.ts'
import { askAll, type Step } from './round.ts'
import { bannerSteps, publicWebOf, scanAll, scanEvidence, speechAt, type Visit } from './visit/collect.ts'
import { type MetWeb, mainWebStep, sideWebStep } from './web/collect.ts'

/**
 * Looks at every server of the policy from here: names, ports, what the ports speak, the web, and what is left. Contacts
 * only addresses that the policy names or that its names lead to, changes nothing, and signs in nowhere.
 * Every question has its time limit; what could not be seen is evidence with the reason. Once aborted it ends within
 * moments and answers what it saw.
 */
export async function collectOutside(request: OutsideRequest): Promise<readonly Evidence[]> {
  const names = await askNames(request)
  const places = placesOf(request, names)
  const visits = await scanAll(places.public, request)
  const said = (await askAll('services', visits.flatMap(bannerSteps), request)).flat()
  const webs = await askAll(
    'web',
    visits.flatMap((visit) => webSteps(visit, said)),
    request,
  )
  const left = [
    ...visits.flatMap((visit) => questionSteps(met(visit, said, webs))),
    ...places.origins.flatMap(originSteps),
  ]
  const answers = (await askAll('questions', left, request)).flat()
  return [
    ...names.filter(({ role }) => role === 'public').map((name) => nameEvidence(request, name)),
    ...unvisitedEvidence(request, names, places),
    ...visits.map(scanEvidence),
    ...said,
    ...webs.flatMap(({ evidence }) => evidence),
    ...answers,
  ]
}

function webSteps(visit: Visit, said: readonly Evidence[]): readonly Step<MetWeb>[] {
  const { main, side } = publicWebOf(visit, said)
  if ('missing' in main) return []
  return [mainWebStep(visit, main.value), ...side.map((web) => sideWebStep(visit, web))]
}

function met(visit: Visit, said: readonly Evidence[], webs: readonly MetWeb[]): Met {
  const { main, side } = publicWebOf(visit, said)
  const products = webs.filter((web) => web.visit === visit && web.isProduct).map(({ web }) => web.port)
  return {
    visit,
    speaks: speechAt(visit, said),
    main,
    sideProducts: side.filter(({ port }) => products.includes(port)),
  }
}

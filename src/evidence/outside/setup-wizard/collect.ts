import type { Evidence } from '../../../model/evidence.ts'
import { ask } from '../http/collect.ts'
import { step } from '../look/collect.ts'
import type { Step } from '../round.ts'
import { type Visit, webEndpoint } from '../visit/collect.ts'
import type { WebPort } from '../visit/web-ports.ts'
import { urlAt } from '../web/collect.ts'
import { wizardFact } from './parse.ts'
import { wizardVariants } from './variants.ts'

/** Asks for the setup wizard in every way of writing its path. Only `GET`, which shows a page and changes nothing. */
export function wizardSteps(visit: Visit, web: WebPort, isSide: boolean): readonly Step<readonly Evidence[]>[] {
  return wizardVariants.map(({ variant, path }) => {
    const asked = { variant: isSide ? `${variant} :${web.port}` : variant, path }
    return step(visit, {
      fact: 'outside.setup-wizard',
      source: urlAt(visit, web, path),
      ask: async () => wizardFact(asked, await ask({ ...webEndpoint(visit, web), method: 'GET', path })),
    })
  })
}

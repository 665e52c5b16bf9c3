import { ask, type WebEndpoint } from '../http/collect.ts'
import { type ProductAnswers, productPaths } from './parse.ts'

/** Scripts of ScreenConnect are long, and where in them the version stands is not documented. */
const scriptBytes = 1024 * 1024

/** Asks the three pages that tell the products apart, one after the other. Each has the whole `timeoutMs`. */
export async function askProduct(web: WebEndpoint): Promise<ProductAnswers> {
  const get = { ...web, method: 'GET' } as const
  const root = await ask({ ...get, path: productPaths.root })
  const agentPage = await ask({ ...get, path: productPaths.agentPage })
  const script = await ask({ ...get, path: productPaths.script, maximumBytes: scriptBytes })
  return { root, agentPage, script }
}

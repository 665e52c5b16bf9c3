import { type Outcome, outcomeOf, overHttps, type Visit } from './exchange.ts'

/** A technician opens the sign-in page of ScreenConnect. Nobody signs in: the lab has no accounts. */
export function viewSignIn(visit: Visit): Promise<Outcome> {
  return seek(visit, '/Login', 'type="password"')
}

/** A technician opens the Web Control Center of Automate. */
export function viewControlCenter(visit: Visit): Promise<Outcome> {
  return seek(visit, '/automate', 'id="app"')
}

function seek(visit: Visit, path: string, mark: string): Promise<Outcome> {
  return outcomeOf(
    overHttps({ ...visit, path }).then(({ status, body }) => {
      const served = status === 200 && body.includes(mark)
      return { served, status, detail: served ? path : `status ${status}` }
    }),
  )
}

import { type Outcome, outcomeOf, overHttps, type Visit } from './exchange.ts'

/** A technician opens the sign-in page of ScreenConnect. Nobody signs in: the lab has no accounts. */
export function viewSignIn(visit: Visit): Promise<Outcome> {
  return seek(visit, '/Login', 'type="password"')
}

/** A technician opens the Web Control Center of Automate. */
export function viewControlCenter(visit: Visit): Promise<Outcome> {
  return seek(visit, '/automate', 'id="app"')
}

/** A technician's program asks the REST interface of Automate for a token; the lab has no accounts, and answers anyway. */
export function askToken(visit: Visit): Promise<Outcome> {
  const body = JSON.stringify({ UserName: 'technician', Password: 'not a real one' })
  const headers = { 'content-type': 'application/json' }
  return outcomeOf(
    overHttps({ ...visit, path: '/cwa/api/v1/apitoken', method: 'POST', body, headers }).then((answer) => ({
      served: answer.status === 200 && answer.body.includes('AllowDirect'),
      detail: `status ${answer.status}`,
    })),
  )
}

/** The open page of a technician waits for news. Nothing happens in the lab, and the server itself says so with 504. */
export function waitForNews(visit: Visit): Promise<Outcome> {
  const path = '/Services/PageService.ashx/GetLiveData'
  const headers = { 'content-type': 'application/json', origin: `https://${visit.host}` }
  return outcomeOf(
    overHttps({ ...visit, path, method: 'POST', body: '[{},0]', headers }).then(({ status, reference }) => ({
      served: status === 504 && reference === undefined,
      ...{ status, detail: `status ${status}` },
    })),
  )
}

function seek(visit: Visit, path: string, mark: string): Promise<Outcome> {
  return outcomeOf(
    overHttps({ ...visit, path }).then(({ status, body }) => {
      const served = status === 200 && body.includes(mark)
      return { served, status, detail: served ? path : `status ${status}` }
    }),
  )
}

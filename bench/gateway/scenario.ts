import type { Site } from './gateway.ts'
import { answers } from './origin.ts'
import { hosts } from './policy.ts'
import { runStorm } from './refused-load.ts'
import { runWrk } from './wrk.ts'

type Transport = 'plain' | 'tls'

/** What one run counted. Latency in milliseconds, where there is one. */
export interface Count {
  readonly requests: number
  /** Requests that were not answered as the scenario expects. */
  readonly wrong: number
  readonly p50?: number
  readonly p99?: number
}

/** One kind of traffic; `run` blocks while it flows. */
export interface Scenario {
  readonly name: string
  run(site: Site, seconds: number): Count
}

const transports: readonly Transport[] = ['plain', 'tls']

export const scenarios: readonly Scenario[] = [
  ...transports.flatMap((transport) => [
    served(`1 KB ${transport}`, transport, { path: answers.small.path }),
    served(`100 KB ${transport}`, transport, { path: answers.large.path }),
    served(`1 KB ${transport}, new connections`, transport, { path: answers.small.path, newConnections: true }),
    served(`100 KB ${transport}, new connections`, transport, { path: answers.large.path, newConnections: true }),
  ]),
  stormed('country refused, plain', 'plain'),
  stormed('country refused, tls', 'tls'),
  closed('path refused, plain', {}),
  closed('path refused, plain, new connections', { newConnections: true }),
]

interface Manner {
  readonly path?: string
  readonly host?: string
  readonly newConnections?: boolean
}

function served(name: string, transport: Transport, manner: Manner): Scenario {
  return {
    name,
    run: (site, seconds) => {
      const { refused, broken, ...count } = runWrk(load(site, transport, { ...manner, seconds }))
      return { ...count, wrong: refused + broken }
    },
  }
}

function closed(name: string, manner: Manner): Scenario {
  return {
    name,
    run: (site, seconds) => {
      const plan = load(site, 'plain', { host: hosts.screenconnect, path: '/SetupWizard.aspx/x', ...manner, seconds })
      const { refused, broken, ...count } = runWrk(plan)
      return { ...count, wrong: count.requests - refused + broken }
    },
  }
}

function stormed(name: string, transport: Transport): Scenario {
  return {
    name,
    run: (site, seconds) => {
      const port = transport === 'tls' ? site.tlsPort : site.plainPort
      const { attempts, answered, unanswered } = runStorm(port, seconds, transport)
      return { requests: attempts, wrong: answered + unanswered }
    },
  }
}

function load(site: Site, transport: Transport, manner: Manner & { seconds: number }): Parameters<typeof runWrk>[0] {
  const origin = transport === 'tls' ? `https://127.0.0.1:${site.tlsPort}` : `http://127.0.0.1:${site.plainPort}`
  const { path = '', host = hosts.automate, newConnections = false, seconds } = manner
  return { url: `${origin}${path}`, host, newConnections, seconds }
}

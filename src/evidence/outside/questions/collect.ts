import type { Evidence, Missing } from '../../../model/evidence.ts'
import { areaSteps } from '../areas/collect.ts'
import { greetDatabase } from '../database/collect.ts'
import type { OutsideFacts, PortSpeaksFact } from '../facts.ts'
import { askHeartbeat } from '../heartbeat/collect.ts'
import { probingOf, publicPortsOf, step } from '../look/collect.ts'
import type { Answer } from '../probe.ts'
import type { Step } from '../round.ts'
import { wizardSteps } from '../setup-wizard/collect.ts'
import { findTerminator } from '../terminator/collect.ts'
import { inspectTls } from '../tls/collect.ts'
import { openPorts, portSource, type Visit, webEndpoint } from '../visit/collect.ts'
import { type WebPort, whyNotOpen } from '../visit/web-ports.ts'
import { urlAt } from '../web/collect.ts'

/** What is known of an address before its last questions are asked. */
export interface Met {
  readonly visit: Visit
  readonly speaks: readonly PortSpeaksFact[]
  readonly main: Answer<WebPort>
  /** Further web ports at which the product itself was recognised. */
  readonly sideProducts: readonly WebPort[]
}

type Steps = readonly Step<readonly Evidence[]>[]

/** Every question that is left for one address. What needs a port that is not open becomes evidence of that. */
export function questionSteps(met: Met): Steps {
  return [
    ...tlsSteps(met),
    ...mainSteps(met),
    ...areaSteps(met.visit, met.main),
    ...setupWizardSteps(met),
    ...databaseSteps(met),
    ...heartbeatSteps(met),
  ]
}

function tlsSteps({ visit, speaks }: Met): Steps {
  const { request, address, server } = visit
  const { https } = publicPortsOf(request)
  const speaking = speaks.filter(({ speaks: word }) => word === 'tls').map(({ port }) => port)
  const { authorities } = request
  return [...new Set([https, ...speaking])].map((port) => {
    const probe = { ...probingOf(request), address, port, host: server.host, ...(authorities ? { authorities } : {}) }
    const source = portSource(visit, port, 'tls')
    const closed = whyClosed(visit, port)
    return step(visit, {
      fact: 'outside.tls',
      source,
      ask: () => (closed ? Promise.resolve({ missing: closed }) : inspectTls(probe)),
    })
  })
}

/** Who terminates HTTP; and, where no port speaks it, why the product was not met. */
function mainSteps({ visit, main }: Met): Steps {
  const source = `https://${visit.server.host}/`
  if ('value' in main) {
    const ask = () => findTerminator(webEndpoint(visit, main.value))
    return [step(visit, { fact: 'outside.terminator', source: urlAt(visit, main.value, '/'), ask })]
  }
  const unmet = (fact: keyof OutsideFacts) => step(visit, { fact, source, ask: () => Promise.resolve(main) })
  return (['outside.http', 'outside.identity', 'outside.version', 'outside.terminator'] as const).map(unmet)
}

function setupWizardSteps({ visit, main, sideProducts }: Met): Steps {
  if (visit.server.kind !== 'screenconnect') return []
  const side = sideProducts.flatMap((web) => wizardSteps(visit, web, true))
  if ('value' in main) return [...wizardSteps(visit, main.value, false), ...side]
  const source = `https://${visit.server.host}/SetupWizard.aspx`
  return [step(visit, { fact: 'outside.setup-wizard', source, ask: () => Promise.resolve(main) })]
}

/** The database belongs to Automate; on the other server only what answers is worth telling. */
function databaseSteps({ visit, speaks }: Met): Steps {
  const { request, address, server } = visit
  const { database } = publicPortsOf(request)
  const speaking = speaks.filter(({ speaks: word }) => word === 'mysql').map(({ port }) => port)
  return [...new Set([database, ...speaking])].flatMap((port) => {
    const closed = whyClosed(visit, port)
    if (closed && server.kind !== 'automate') return []
    const source = portSource(visit, port)
    const ask = () =>
      closed ? Promise.resolve({ missing: closed }) : greetDatabase({ ...probingOf(request), address, port })
    return [step(visit, { fact: 'outside.database', source, ask })]
  })
}

function heartbeatSteps({ visit }: Met): Steps {
  const { request, address, server } = visit
  if (server.kind !== 'automate') return []
  const { heartbeat: port } = publicPortsOf(request)
  const source = portSource(visit, port, 'udp')
  return [
    step(visit, {
      fact: 'outside.heartbeat',
      source,
      ask: () => askHeartbeat({ ...probingOf(request), address, port }),
    }),
  ]
}

function whyClosed(visit: Visit, port: number): Missing | undefined {
  if (openPorts(visit).includes(port)) return undefined
  return 'missing' in visit.scan ? visit.scan.missing : whyNotOpen(visit.scan.value, port)
}

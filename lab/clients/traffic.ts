import { setTimeout as wait } from 'node:timers/promises'
import { type LabAddresses, type LabPorts, labHosts } from '../addresses.ts'
import type { Listener } from '../listener.ts'
import { beat, checkIn } from './agent.ts'
import type { Outcome, Visit } from './exchange.ts'
import { joinRelay, viewGuestPage } from './guest.ts'
import { viewControlCenter, viewSignIn } from './technician.ts'

export interface TrafficOptions {
  readonly addresses: LabAddresses
  readonly ports: LabPorts
  readonly authority: string
  /** Milliseconds between two exchanges of one visitor; 5,000 as the agents' pulse if absent. */
  readonly pause?: number
}

/** Background traffic of one agent, one guest and one technician, each with one exchange at a time, until closed. */
export function startTraffic(options: TrafficOptions): Listener {
  const controller = new AbortController()
  const visitors = [agent(options), guest(options), technician(options)]
  const loops = visitors.map((errands) => live(errands, options.pause ?? 5000, controller.signal))
  return {
    async close(): Promise<void> {
      controller.abort()
      await Promise.all(loops)
    },
  }
}

type Errand = () => Promise<Outcome>

/** What comes of an errand is the visitor's affair; the lab's statistics count it where it arrives. */
async function live(errands: readonly Errand[], pause: number, signal: AbortSignal): Promise<void> {
  for (let turn = 0; !signal.aborted; turn++) {
    await errands[turn % errands.length]?.()
    await wait(pause, undefined, { signal, ref: false }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
}

function agent({ addresses, ports }: TrafficOptions): Errand[] {
  const from = addresses.traffic.agent
  const pulse = (): Promise<Outcome> => beat({ from, address: addresses.automate, port: ports.heartbeat })
  return [() => checkIn(automateVisit(from, addresses, ports)), pulse, pulse, pulse, pulse, pulse]
}

function guest({ addresses, ports }: TrafficOptions): Errand[] {
  const from = addresses.traffic.guest
  return [
    () => viewGuestPage(screenConnectVisit(from, addresses, ports)),
    () => joinRelay({ from, address: addresses.screenconnect, port: ports.relay }),
  ]
}

function technician({ addresses, ports }: TrafficOptions): Errand[] {
  const from = addresses.traffic.technician
  return [
    () => viewSignIn(screenConnectVisit(from, addresses, ports)),
    () => viewControlCenter(automateVisit(from, addresses, ports)),
  ]
}

function automateVisit(from: string, addresses: LabAddresses, ports: LabPorts): Visit {
  return { from, address: addresses.automate, port: ports.https, host: labHosts.automate }
}

function screenConnectVisit(from: string, addresses: LabAddresses, ports: LabPorts): Visit {
  return { from, address: addresses.screenconnect, port: ports.https, host: labHosts.screenconnect }
}

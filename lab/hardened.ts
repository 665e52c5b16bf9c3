import type { TlsOptions } from 'node:tls'
import { isWithin, labHosts } from './addresses.ts'
import { Arrivals } from './arrivals.ts'
import { automate } from './automate.ts'
import { issueCertificate } from './certificate.ts'
import { openFront } from './front.ts'
import { openTcpForward, openUdpForward } from './front-relay.ts'
import { openHeartbeat } from './heartbeat.ts'
import { type Doorway, type Listener, listen } from './listener.ts'
import { productServer } from './product-server.ts'
import { openRelay } from './relay.ts'
import { screenConnect } from './screenconnect.ts'
import type { Site } from './site.ts'

const day = 86_400_000

/**
 * Opens a well-kept site: a front on 443, UDP 75 and the relay port, which turns foreign networks away, keeps
 * technicians' areas to technicians and the setup wizard closed; origins that talk to the front and to nobody else.
 */
export function hardened(site: Site): Promise<Listener>[] {
  return [...origins(site), ...fronts(site)]
}

function origins(site: Site): Promise<Listener>[] {
  const { ports, versions } = site
  // What the front passes on has been counted at the front.
  const inside = new Arrivals()
  const own = (address: string, port: number): Doorway => ({
    address,
    port,
    arrivals: inside,
    admits: (from) => admittedAtOrigin(site, from),
  })
  const automateServer = productServer(automate(versions.automate), {
    arrivals: inside,
    tls: newTls(site, labHosts.automate),
  })
  const screenConnectServer = productServer(screenConnect({ version: versions.screenconnect }), { arrivals: inside })
  return [
    listen(automateServer, own(site.origins.automate, ports.https)),
    openHeartbeat(own(site.origins.automate, ports.heartbeat)),
    listen(screenConnectServer, own(site.origins.screenconnect, ports.web)),
    openRelay(own(site.origins.screenconnect, ports.relay)),
  ]
}

function admittedAtOrigin({ addresses, arrivals }: Site, from: string): boolean {
  if (from === addresses.front) return true
  arrivals.turnedAway += 1
  return false
}

function fronts(site: Site): Promise<Listener>[] {
  const { addresses, ports } = site
  const from = addresses.front
  const automateDoor = frontDoor(site, addresses.automate)
  const screenConnectDoor = frontDoor(site, addresses.screenconnect)
  return [
    openFront({
      ...webFront(site, 'automate'),
      doorway: automateDoor(ports.https),
      upstream: {
        scheme: 'https',
        address: site.origins.automate,
        port: ports.https,
        from,
        authority: site.authority.certificate,
      },
    }),
    openFront({
      ...webFront(site, 'screenconnect'),
      doorway: screenConnectDoor(ports.https),
      upstream: { scheme: 'http', address: site.origins.screenconnect, port: ports.web, from },
    }),
    openUdpForward(automateDoor(ports.heartbeat), { address: site.origins.automate, port: ports.heartbeat, from }),
    openTcpForward(screenConnectDoor(ports.relay), { address: site.origins.screenconnect, port: ports.relay, from }),
  ]
}

function frontDoor(site: Site, address: string): (port: number) => Doorway {
  const foreign = site.addresses.networks.abroad
  return (port) => ({ address, port, arrivals: site.arrivals, admits: (from) => !isWithin(foreign, from) })
}

function webFront(site: Site, server: 'automate' | 'screenconnect') {
  return {
    server,
    host: labHosts[server],
    tls: newTls(site, labHosts[server]),
    isTechnician: (from: string) => isWithin(site.addresses.networks.technicians, from),
  }
}

function newTls({ authority, now }: Site, host: string): TlsOptions {
  const validity = { from: new Date(now - day), to: new Date(now + 90 * day) }
  const { certificate, key } = issueCertificate({ names: [host], validity, authority })
  return { cert: certificate, key, minVersion: 'TLSv1.2' }
}

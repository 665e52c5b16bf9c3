import type { TlsOptions } from 'node:tls'
import { labHosts } from './addresses.ts'
import { automate } from './automate.ts'
import { type Certificate, issueCertificate } from './certificate.ts'
import { openDatabase } from './database.ts'
import { openHeartbeat } from './heartbeat.ts'
import { type Admission, type Doorway, type Listener, listen } from './listener.ts'
import { openMutePort } from './mute-port.ts'
import type { Product } from './product.ts'
import { productServer } from './product-server.ts'
import { openRelay } from './relay.ts'
import { screenConnect } from './screenconnect.ts'
import type { Site } from './site.ts'

const day = 86_400_000

/** Opens a site as the guidance warns of: everything answers everyone, at the public address and at the origin alike. */
export function neglected(site: Site): Promise<Listener>[] {
  const { addresses } = site
  return [
    ...neglectedAutomate(site, { addresses: [addresses.automate, addresses.automateOrigin] }),
    ...neglectedScreenConnect(site, { addresses: [addresses.screenconnect, addresses.screenconnectOrigin] }),
  ]
}

/** Where a neglected product listens, and for whom. */
export interface Standing {
  readonly addresses: readonly string[]
  /** Everyone, if absent. */
  readonly admits?: Admission
  /** What it shows by TLS, if that is not its own affair. */
  readonly certificate?: Certificate
}

/** A self-signed certificate as Automate's setup makes one. */
export function automateCertificate({ now }: Site): Certificate {
  const validity = { from: new Date(now - 30 * day), to: new Date(now + 3650 * day) }
  return issueCertificate({ names: [labHosts.automate], validity, key: 'RSA-2048' })
}

export function neglectedAutomate(site: Site, standing: Standing): Promise<Listener>[] {
  const { ports, versions } = site
  const product = automate(versions.automate)
  const tls = oldTls(standing.certificate ?? automateCertificate(site))
  return standing.addresses.flatMap((address) => {
    const at = doorways(site, standing, address)
    return [
      openProduct(product, at(ports.https), tls),
      openProduct(product, at(ports.http)),
      openHeartbeat(at(ports.heartbeat)),
      openDatabase(at(ports.database), versions.database),
      openMutePort(at(ports.solutionCenter)),
      openMutePort(at(ports.fileRedirector)),
    ]
  })
}

export function neglectedScreenConnect(site: Site, standing: Standing): Promise<Listener>[] {
  const { ports, versions, authority, now, longPoll } = site
  const product = screenConnect({ version: versions.screenconnect, ...(longPoll !== undefined && { longPoll }) })
  const validity = { from: new Date(now - 400 * day), to: new Date(now - 35 * day) }
  const tls = oldTls(issueCertificate({ names: [labHosts.screenconnect], validity, authority, key: 'RSA-2048' }))
  return standing.addresses.flatMap((address) => {
    const at = doorways(site, standing, address)
    return [
      openProduct(product, at(ports.https), tls),
      openProduct(product, at(ports.http)),
      openProduct(product, at(ports.web)),
      openRelay(at(ports.relay)),
    ]
  })
}

function doorways({ arrivals }: Site, { admits }: Standing, address: string): (port: number) => Doorway {
  return (port) => ({ address, port, arrivals, ...(admits && { admits }) })
}

function openProduct(product: Product, doorway: Doorway, tls?: TlsOptions): Promise<Listener> {
  const { arrivals } = doorway
  return listen(productServer(product, tls ? { arrivals, tls } : { arrivals }), doorway)
}

/** TLS as an old Windows Server offers it: every version from 1.0 on, every cipher. */
function oldTls({ certificate, key }: { certificate: string; key: string }): TlsOptions {
  return { cert: certificate, key, minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }
}

import type { TlsOptions } from 'node:tls'
import { labHosts } from './addresses.ts'
import { automate } from './automate.ts'
import { issueCertificate } from './certificate.ts'
import { openDatabase } from './database.ts'
import { openHeartbeat } from './heartbeat.ts'
import { type Doorway, type Listener, listen } from './listener.ts'
import { openMutePort } from './mute-port.ts'
import type { Product } from './product.ts'
import { productServer } from './product-server.ts'
import { openRelay } from './relay.ts'
import { screenConnect } from './screenconnect.ts'
import type { Site } from './site.ts'

const day = 86_400_000

/** Opens a site as the guidance warns of: everything answers everyone, at the public address and at the origin alike. */
export function neglected(site: Site): Promise<Listener>[] {
  return [...neglectedAutomate(site), ...neglectedScreenConnect(site)]
}

function neglectedAutomate({ addresses, ports, versions, arrivals, now }: Site): Promise<Listener>[] {
  const product = automate(versions.automate)
  const at = (address: string, port: number): Doorway => ({ address, port, arrivals })
  const validity = { from: new Date(now - 30 * day), to: new Date(now + 3650 * day) }
  const tls = oldTls(issueCertificate({ names: [labHosts.automate], validity, key: 'RSA-2048' }))
  return [addresses.automate, addresses.automateOrigin].flatMap((address) => [
    openProduct(product, at(address, ports.https), tls),
    openProduct(product, at(address, ports.http)),
    openHeartbeat(at(address, ports.heartbeat)),
    openDatabase(at(address, ports.database), versions.database),
    openMutePort(at(address, ports.solutionCenter)),
    openMutePort(at(address, ports.fileRedirector)),
  ])
}

function neglectedScreenConnect({ addresses, ports, versions, arrivals, authority, now }: Site): Promise<Listener>[] {
  const product = screenConnect({ version: versions.screenconnect })
  const at = (address: string, port: number): Doorway => ({ address, port, arrivals })
  const validity = { from: new Date(now - 400 * day), to: new Date(now - 35 * day) }
  const tls = oldTls(issueCertificate({ names: [labHosts.screenconnect], validity, authority, key: 'RSA-2048' }))
  return [addresses.screenconnect, addresses.screenconnectOrigin].flatMap((address) => [
    openProduct(product, at(address, ports.https), tls),
    openProduct(product, at(address, ports.http)),
    openProduct(product, at(address, ports.web)),
    openRelay(at(address, ports.relay)),
  ])
}

function openProduct(product: Product, doorway: Doorway, tls?: TlsOptions): Promise<Listener> {
  const { arrivals } = doorway
  return listen(productServer(product, tls ? { arrivals, tls } : { arrivals }), doorway)
}

/** TLS as an old Windows Server offers it: every version from 1.0 on, every cipher. */
function oldTls({ certificate, key }: { certificate: string; key: string }): TlsOptions {
  return { cert: certificate, key, minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }
}

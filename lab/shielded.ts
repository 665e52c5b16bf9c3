import type { Certificate } from './certificate.ts'
import type { Listener } from './listener.ts'
import { neglectedAutomate, neglectedScreenConnect } from './neglected.ts'
import type { Site } from './site.ts'

/** Where the system lets connections to loopback addresses come from, unless they say otherwise: as the gateway's do. */
export const gatewaySource = '127.0.0.1'

/**
 * Opens the products of a neglected site at their origins alone, for a gateway that takes the public addresses. Nothing
 * about them is better than before, but a firewall stands before them: whoever is not the gateway is reset.
 */
export function shielded(site: Site, automateCertificate: Certificate): Promise<Listener>[] {
  const admits = (from: string): boolean => from === gatewaySource
  const { automate, screenconnect } = site.origins
  return [
    ...neglectedAutomate(site, { addresses: [automate], admits, certificate: automateCertificate }),
    ...neglectedScreenConnect(site, { addresses: [screenconnect], admits }),
  ]
}

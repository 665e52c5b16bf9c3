import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labHosts } from './addresses.ts'
import { type Certificate, issueCertificate } from './certificate.ts'
import type { Listener } from './listener.ts'
import type { Site } from './site.ts'

const day = 86_400_000

/** A temporary folder with everything that a gateway in front of the lab reads; it is gone after `close`. */
export interface GatewayFolder extends Listener {
  readonly path: string
}

/** Names of the files in it, as the policy names them. */
export const gatewayFiles = {
  policy: 'bollwerk.yaml',
  automate: { certificate: 'automate.pem', key: 'automate.key' },
  screenconnect: { certificate: 'support.pem', key: 'support.key' },
  automateOrigin: 'automate-origin.pem',
} as const

/** Writes certificates for both public names, from the lab's authority, and the one that Automate itself shows. */
export async function writeGatewayFolder(
  site: Site,
  { policyText, automateCertificate }: { policyText: string; automateCertificate: Certificate },
): Promise<GatewayFolder> {
  const path = await mkdtemp(join(tmpdir(), 'bollwerk-lab-'))
  const write = (name: string, text: string): Promise<void> => writeFile(join(path, name), text, { mode: 0o600 })
  for (const server of ['automate', 'screenconnect'] as const) {
    const validity = { from: new Date(site.now - day), to: new Date(site.now + 90 * day) }
    const issued = issueCertificate({ names: [labHosts[server]], validity, authority: site.authority })
    await write(gatewayFiles[server].certificate, issued.certificate + site.authority.certificate)
    await write(gatewayFiles[server].key, issued.key)
  }
  await write(gatewayFiles.automateOrigin, automateCertificate.certificate)
  await write(gatewayFiles.policy, policyText)
  return { path, close: () => rm(path, { recursive: true, force: true }) }
}

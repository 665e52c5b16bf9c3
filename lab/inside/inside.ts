import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labHosts } from '../addresses.ts'
import { startAutomateApi } from '../automate-api.ts'
import { hardenedContent, neglectedContent } from '../automate-api-content.ts'
import { issueCertificate } from '../certificate.ts'
import { closeAll, type Listener } from '../listener.ts'
import { screenConnectFolder, writeScreenConnectFolder } from '../screenconnect/folder.ts'
import type { Site } from '../site.ts'
import { applicationHostConfig } from './application-host.ts'
import { onGermanWindows } from './german.ts'
import { type LabMachine, machineFile } from './machine-file.ts'
import { type InsideState, insideMachines, techniciansOf, versionsOf } from './machines.ts'
import { attestationText } from './paper.ts'

/** What the witnesses within are given of a lab. */
export interface LabInside {
  /** The policy of the site with what its operator answered on paper. */
  readonly policyText: string
  /** A folder with the policy as `bollwerk.yaml` and its certificate authority as `authority.pem`; gone after the lab closes. */
  readonly folder: string
  /** Evidence files that the collector script and `collect mysql` wrote, one for each machine. */
  readonly evidenceFiles: readonly string[]
  /** ScreenConnect's installation folder, as if read over the network from this machine. */
  readonly screenConnect: { readonly folder: string; readonly machine: string }
  /** The `applicationHost.config` of IIS on the machine that Automate runs on. */
  readonly applicationHost: { readonly path: string; readonly machine: string }
  /** Automate's REST API and an account that may only read. */
  readonly automateApi: {
    readonly address: string
    readonly port: number
    readonly user: string
    readonly password: string
    /** Of the second factor; only where the account has one. */
    readonly code?: string
    readonly clientId: string
  }
}

export interface InsideOptions {
  readonly state: InsideState
  /** The language of Windows. */
  readonly windows: 'english' | 'german'
  readonly policyText: string
}

const day = 86_400_000

const password = 'lab-audit-password'

/** Writes what a witness within finds, opens the REST API, and answers both; the second takes them away again. */
export async function openInside(site: Site, options: InsideOptions): Promise<[LabInside, Listener]> {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-lab-'))
  const removal: Listener = { close: () => rm(folder, { recursive: true, force: true }) }
  try {
    const policyText = options.policyText + attestationText(options.state, site.now)
    await writeFile(join(folder, 'bollwerk.yaml'), policyText, { mode: 0o600 })
    await writeFile(join(folder, 'authority.pem'), site.authority.certificate)
    const evidenceFiles = await writeEvidence(site, folder, options)
    const screenConnect = await writeScreenConnect(site, folder, options)
    const applicationHost = await writeApplicationHost(site, folder, options)
    const { api, automateApi } = await openApi(site, options)
    const close = (): Promise<void> => closeAll([api, removal])
    return [{ policyText, folder, evidenceFiles, screenConnect, applicationHost, automateApi }, { close }]
  } catch (cause) {
    await removal.close()
    throw cause
  }
}

async function writeEvidence(
  site: Site,
  folder: string,
  { state, windows }: InsideOptions,
): Promise<readonly string[]> {
  const { windows: machines, databases } = insideMachines(site, state)
  const written = (machine: LabMachine, witness: string): ReturnType<typeof machineFile> =>
    machineFile(machine, { site: 'Lab', at: site.now, witness })
  const files = [
    ...machines.map((machine) => written(machine, 'windows')),
    ...databases.map((machine) => written(machine, 'mysql')),
  ]
  const from = join(folder, 'from-the-servers')
  await mkdir(from)
  return await Promise.all(
    files.map(async ({ name, text }) => {
      const path = join(from, name)
      await writeFile(path, windows === 'german' ? onGermanWindows(text) : text)
      return path
    }),
  )
}

async function writeScreenConnect(
  site: Site,
  folder: string,
  { state }: InsideOptions,
): Promise<LabInside['screenConnect']> {
  const path = join(folder, 'ScreenConnect')
  const { addresses, versions, now } = site
  const kept = state === 'neglected' ? 'neglected' : 'hardened'
  const situation = { now, proxy: addresses.front, version: versions.screenconnect }
  await writeScreenConnectFolder(path, screenConnectFolder(kept, situation))
  return { folder: path, machine: 'SC01' }
}

async function writeApplicationHost(
  { addresses }: Site,
  folder: string,
  { state }: InsideOptions,
): Promise<LabInside['applicationHost']> {
  const path = join(folder, 'applicationHost.config')
  const open = state === 'neglected'
  await writeFile(path, applicationHostConfig({ open, ...(open ? {} : { technicians: techniciansOf(addresses) }) }))
  return { path, machine: state === 'half-migrated' ? 'RMM02' : 'RMM01' }
}

async function openApi(
  site: Site,
  { state }: InsideOptions,
): Promise<{ readonly api: Listener; readonly automateApi: LabInside['automateApi'] }> {
  const { addresses, ports, authority, now } = site
  const server = { ...versionsOf(site).automate, host: labHosts.automate }
  const place = { address: addresses.automateManagement, port: ports.management }
  const account =
    state === 'neglected' ? { name: 'support', password } : { name: 'bollwerk-audit', password, code: '123456' }
  const validity = { from: new Date(now - day), to: new Date(now + 90 * day) }
  const { certificate, key } = issueCertificate({ names: [labHosts.automate], validity, authority })
  const api = await startAutomateApi({
    ...place,
    tls: { cert: certificate, key },
    content: state === 'neglected' ? neglectedContent(now, server) : hardenedContent(now, server),
    account,
  })
  const { name: user, ...secrets } = account
  return { api, automateApi: { ...place, user, ...secrets, clientId: 'lab-client' } }
}

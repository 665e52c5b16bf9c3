import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { TLSSocketOptions } from 'node:tls'
import type { TlsSettings } from '../../policy/gateway-settings.ts'
import { AcmeRenewal } from './acme.ts'
import { CertificateFile, type CertificateSource } from './certificate-file.ts'
import { CertificateStore, type StoreOptions } from './certificate-store.ts'
import { ChallengeAnswers } from './challenge-answers.ts'
import { handshakeOptionsOf } from './handshake-options.ts'

export interface GatewayTlsOptions extends Omit<StoreOptions, 'profile' | 'sources'> {
  readonly settings: TlsSettings
  /** The folder of the policy file; relative paths in it begin there. */
  readonly policyFolder: string
  /** The gateway's folder of state; used only with ACME. */
  readonly stateFolder: string
  /** Whether this thread fetches certificates. Exactly one may. True unless said. */
  readonly fetches?: boolean
}

/** Everything about TLS that a listener of the gateway needs. */
export interface GatewayTls {
  readonly store: CertificateStore
  /** What to answer on port 80 under `httpChallengePath`; to be kept alike in all threads. */
  readonly answers: ChallengeAnswers
  /** The options of a handshake that begins now. */
  readonly handshakeOptions: () => TLSSocketOptions
  /** Begins to fetch what is due. Call it once the listeners are open. Nothing happens without ACME. */
  start(): void
  close(): void
}

/** Reads the certificates and gets ready to fetch those that nobody brings. Contacts nobody before `start`. */
export async function openGatewayTls(options: GatewayTlsOptions): Promise<GatewayTls> {
  const answers = new ChallengeAnswers()
  const brought = certificateSources(options.settings, options.policyFolder)
  const renewal = await renewalFor(options, { brought, answers, fetched: () => void store.refresh() })
  const sources = [...brought, ...(renewal?.sources ?? [])]
  const awaited = new Set(renewal?.sources.flatMap(({ hosts }) => hosts))
  const hosts = options.hosts.filter((host) => options.selfSigned || !awaited.has(host))
  const store = await CertificateStore.open({ ...options, hosts, sources, profile: options.settings.profile })
  return {
    store,
    answers,
    handshakeOptions: handshakeOptionsOf(store),
    start: () => {
      if (options.fetches !== false) renewal?.start()
    },
    close: () => {
      renewal?.close()
      store.close()
    },
  }
}

/** The files that the policy names, as absolute paths. */
function certificateSources({ certificates }: TlsSettings, folder: string): readonly CertificateSource[] {
  return certificates.map(({ hosts, certificate, key }) => ({
    hosts,
    certificate: resolve(folder, certificate),
    key: resolve(folder, key),
  }))
}

/** For the names of the site that no certificate of the operator is for. Addresses get none this way. */
async function renewalFor(
  { settings, stateFolder, hosts, notify, now = Date.now }: GatewayTlsOptions,
  work: { brought: readonly CertificateSource[]; answers: ChallengeAnswers; fetched: () => void },
): Promise<AcmeRenewal | undefined> {
  if (!settings.acme) return undefined
  const covered = new Set<string>()
  for (const source of work.brought) {
    const file = new CertificateFile(source)
    await file.look(now())
    for (const host of file.current?.hosts ?? source.hosts) covered.add(host)
  }
  const lacking = hosts.filter((host) => !isIP(host) && !covered.has(host) && !covered.has(host.replace(/^[^.]+/, '*')))
  const { answers, fetched } = work
  return AcmeRenewal.open({
    settings: settings.acme,
    hosts: lacking,
    folder: stateFolder,
    answers,
    notify,
    now,
    fetched,
  })
}

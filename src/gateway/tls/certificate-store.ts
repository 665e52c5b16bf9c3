import type { SecureContext, SecureContextOptions } from 'node:tls'
import type { TlsProfileName } from '../../policy/gateway-settings.ts'
import { type CheckedCertificate, checkCertificate } from './certificate-check.ts'
import { CertificateFile, type CertificateSource, type Look } from './certificate-file.ts'
import * as notices from './certificate-notice.ts'
import { ExpiryClock } from './expiry-clock.ts'
import { contextOptions, HostContexts, ticketKeyLength } from './host-contexts.ts'
import type { Notify } from './notice.ts'
import { selfSigned } from './self-signed.ts'

export interface StoreOptions {
  readonly profile: TlsProfileName
  readonly sources: readonly CertificateSource[]
  /** The public names of the site: those without a certificate are told. */
  readonly hosts: readonly string[]
  readonly notify: Notify
  /** 48 bytes, the same in every thread, so that a client may resume its session in any of them. */
  readonly ticketKeys?: Buffer
  /** `refuse` even if there is only one certificate; unless said, clients without a known name get the only one. */
  readonly unknownNames?: 'only-certificate' | 'refuse'
  /** Makes a certificate that nobody trusts for the hosts that have none. For trying out only. */
  readonly selfSigned?: boolean
  /** Milliseconds between two looks at the files; 10,000 unless said. */
  readonly pollEvery?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * The certificates of the gateway by host name. The files are read again when they change; a bad new file changes
 * nothing and is told. Open connections keep the certificate that they began with.
 */
export class CertificateStore {
  readonly #options: StoreOptions
  readonly #files: CertificateFile[]
  readonly #clock = new ExpiryClock()
  readonly #listeners = new Set<() => void>()
  readonly #now: () => number
  #contexts: HostContexts
  #ticketKeys: Buffer | undefined
  #provisional: CheckedCertificate | undefined
  #looking: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  private constructor(options: StoreOptions) {
    this.#options = options
    this.#files = options.sources.map((source) => new CertificateFile(source))
    this.#now = options.now ?? Date.now
    this.#ticketKeys = options.ticketKeys
    this.#contexts = new HostContexts([], options.profile, options.ticketKeys)
  }

  /** Reads the files for the first time and goes on watching them. Never rejects because of a file. */
  static async open(options: StoreOptions): Promise<CertificateStore> {
    const store = new CertificateStore(options)
    await store.refresh()
    await store.#provide()
    store.#timer = setInterval(() => void store.refresh(), options.pollEvery ?? 10_000)
    store.#timer.unref()
    return store
  }

  /** The certificates in use, in the order of the sources. */
  get certificates(): readonly CheckedCertificate[] {
    const good = this.#files.flatMap(({ current }) => current ?? [])
    return this.#provisional ? [...good, this.#provisional] : good
  }

  /** The TLS context for the name that a client asked for; absent if it is to be refused. */
  secureContextFor(serverName: string | undefined): SecureContext | undefined {
    const own = serverName ? this.#contexts.forName(serverName) : undefined
    return own ?? (this.#servesStrangers() ? this.#contexts.only : undefined)
  }

  /** The options of `tls.Server.setSecureContext` for clients without a known name. */
  defaultContextOptions(): SecureContextOptions {
    const [first, ...more] = this.certificates
    const pair = this.#servesStrangers() && more.length === 0 ? first : undefined
    return contextOptions(this.#options.profile, { pair, ticketKeys: this.#ticketKeys })
  }

  /** Looks at the files now. Looks never overlap. */
  refresh(): Promise<void> {
    this.#looking = this.#looking.catch(() => undefined).then(() => this.#look())
    return this.#looking
  }

  /** Replaces the keys of session tickets. Connections stay; older tickets cost their clients a full handshake. */
  setTicketKeys(keys: Buffer): void {
    if (keys.length !== ticketKeyLength) throw new RangeError(`Ticket keys have ${ticketKeyLength} bytes`)
    this.#ticketKeys = keys
    this.#changed()
  }

  /** Calls back after each change of certificates or ticket keys. Answers how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#listeners.clear()
  }

  async #look(): Promise<void> {
    const looks = await Promise.all(this.#files.map((file) => this.#lookAt(file)))
    if (looks.includes('new')) this.#changed()
    for (const notice of this.#clock.notices(this.certificates, this.#now())) this.#options.notify(notice)
  }

  async #lookAt(file: CertificateFile): Promise<Look['kind']> {
    const before = file.current
    const look = await file.look(this.#now())
    const { notify } = this.#options
    if (look.kind === 'bad') notify(notices.badFiles(file.source, look.problem, before))
    if (look.kind !== 'new') return look.kind
    if (before) notify(notices.renewed(look.certificate))
    if (look.certificate.issued && look.certificate.issuers === 0) notify(notices.withoutIssuers(look.certificate))
    return look.kind
  }

  #changed(): void {
    this.#contexts = new HostContexts(this.certificates, this.#options.profile, this.#ticketKeys)
    for (const listener of this.#listeners) listener()
  }

  /** For the hosts that have no certificate, if the lab asked for it; otherwise they are told. */
  async #provide(): Promise<void> {
    const bare = this.#options.hosts.filter((host) => !this.#contexts.forName(host))
    if (bare.length === 0) return
    if (!this.#options.selfSigned) return this.#options.notify(notices.hostsWithout(bare))
    const checked = checkCertificate(await selfSigned(bare, this.#now()), bare, this.#now())
    if (!checked.ok) throw new Error(`a certificate of our own was refused: ${checked.problem.en}`)
    this.#provisional = checked.value
    this.#options.notify(notices.signedItself(bare))
    this.#changed()
  }

  #servesStrangers(): boolean {
    return this.#options.unknownNames !== 'refuse'
  }
}

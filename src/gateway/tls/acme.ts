import type { AcmeChallenge, AcmeSettings } from '../../policy/gateway-settings.ts'
import { forgetUnknown, openAccount } from './acme-account.ts'
import type { Counter } from './acme-counter.ts'
import { orderCertificate } from './acme-order.ts'
import { problemOf, problemSentence } from './acme-problem.ts'
import { afterFailure, renewalAt } from './acme-schedule.ts'
import { AcmeState } from './acme-state.ts'
import { CertificateFile, type CertificateSource } from './certificate-file.ts'
import { fetchedCertificate } from './certificate-notice.ts'
import type { ChallengeAnswers } from './challenge-answers.ts'
import type { Notify } from './notice.ts'

export interface AcmeOptions {
  readonly settings: AcmeSettings
  /** Each gets a certificate of its own, so that one name's trouble is not another's. */
  readonly hosts: readonly string[]
  /** The gateway's folder of state. */
  readonly folder: string
  readonly answers: ChallengeAnswers
  readonly notify: Notify
  /** Called when a certificate was fetched and lies in its file. */
  readonly fetched?: (host: string) => void
  /** Milliseconds between two questions to the authority; 2,000 unless said. */
  readonly pollEvery?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** In [0, 1). */
  readonly random?: () => number
}

/** A timer cannot wait longer than 24 days, and a machine may sleep: so we look at least every hour. */
const longestNap = 3_600_000

/** What is still due after a run could not even be begun, because of the folder of state. */
const shortestNap = 60_000

/**
 * Fetches and renews certificates (ACME, RFC 8555). One process does this for all threads. How often was tried in vain
 * is kept over restarts, so a gateway that starts again and again does not ask again and again.
 */
export class AcmeRenewal {
  readonly #options: AcmeOptions
  readonly #state: AcmeState
  readonly #now: () => number
  readonly #random: () => number
  readonly #chance = new Map<string, number>()
  #working: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #closed = false

  private constructor(options: AcmeOptions, state: AcmeState) {
    this.#options = options
    this.#state = state
    this.#now = options.now ?? Date.now
    this.#random = options.random ?? Math.random
  }

  /** Opens the folder of state. Contacts nobody. */
  static async open(options: AcmeOptions): Promise<AcmeRenewal> {
    return new AcmeRenewal(options, await AcmeState.open(options.folder, options.settings.directory))
  }

  /** Where the certificates lie or will lie, for the store. */
  get sources(): readonly CertificateSource[] {
    return this.#options.hosts.map((host) => {
      const path = this.#state.certificatePath(host)
      return { hosts: [host], certificate: path, key: path, awaited: true }
    })
  }

  /** Begins to order what is due, once the gateway listens: the authority will connect to it. */
  start(): void {
    void this.runDue().then(() => this.#sleep())
  }

  /** Orders what is due now, one host after the other. Runs never overlap. Never rejects. */
  runDue(): Promise<void> {
    this.#working = this.#working.then(async () => {
      for (const host of this.#options.hosts) {
        await this.#attemptIfDue(host).catch((cause: unknown) => this.#tell(host, cause))
      }
    })
    return this.#working
  }

  /** When the next order is due, in milliseconds since 1970. */
  async nextRun(): Promise<number> {
    return Math.min(...(await Promise.all(this.#options.hosts.map((host) => this.#dueAt(host)))))
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  async #sleep(): Promise<void> {
    if (this.#closed) return
    // The next look comes even if the folder of state cannot be read now.
    const next = await this.nextRun().catch(() => this.#now() + longestNap)
    const nap = Math.min(longestNap, Math.max(shortestNap, next - this.#now()))
    this.#timer = setTimeout(() => this.start(), nap)
    this.#timer.unref()
  }

  async #dueAt(host: string): Promise<number> {
    const path = this.#state.certificatePath(host)
    const file = new CertificateFile({ hosts: [host], certificate: path, key: path })
    await file.look(this.#now())
    const certificate = file.current
    const identity = `${host} ${certificate?.notAfter}`
    const chance = this.#chance.get(identity) ?? this.#random()
    this.#chance.set(identity, chance)
    return renewalAt(certificate, await this.#state.attempts(host), chance)
  }

  async #attemptIfDue(host: string): Promise<void> {
    if (!this.#closed && (await this.#dueAt(host)) <= this.#now()) await this.#attempt(host)
  }

  async #attempt(host: string): Promise<void> {
    const before = await this.#state.attempts(host)
    const failed = (retryAfter: number): ReturnType<typeof afterFailure> =>
      afterFailure(before, { now: this.#now(), retryAfter, random: this.#random() })
    // Counted as failed before it begins: a crash in the middle is a failure, too.
    await this.#state.keepAttempts(host, failed(0))
    const { settings, notify, fetched } = this.#options
    // The next attempt begins with the next challenge.
    const turn = (before?.failures ?? 0) % settings.challenges.length
    const challenges = [...settings.challenges.slice(turn), ...settings.challenges.slice(0, turn)]
    try {
      const pair = await orderCertificate(await this.#counter(), host, challenges)
      await this.#state.keepCertificate(host, pair)
      await this.#state.keepAttempts(host, undefined)
      notify(fetchedCertificate(host))
      fetched?.(host)
    } catch (cause) {
      const problem = problemOf(cause)
      await forgetUnknown(this.#state, cause)
      await this.#state.keepAttempts(host, failed(problem.retryAfter))
      this.#tell(host, cause, challenges[0])
    }
  }

  #tell(host: string, cause: unknown, challenge?: AcmeChallenge): void {
    const text = problemSentence(problemOf(cause), host, challenge)
    this.#options.notify({ severity: 'error', hosts: [host], text })
  }

  async #counter(): Promise<Counter> {
    const { settings, answers, pollEvery = 2_000 } = this.#options
    const account = await openAccount(settings, this.#state)
    return { ...account, state: this.#state, answers, pollEvery, now: this.#now }
  }
}

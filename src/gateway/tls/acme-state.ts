import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PemPair } from './certificate-check.ts'

/** An account at the authority, besides its key. */
export interface Account {
  readonly url: string
  readonly email: string
}

/** An order that was placed and has brought no certificate yet. The key is that of the certificate. */
export interface PlacedOrder {
  readonly url: string
  readonly key: string
}

/** The attempts for a host since its last certificate. */
export interface Attempts {
  readonly failures: number
  /** Milliseconds since 1970. */
  readonly notBefore: number
}

/**
 * What is kept of an authority between two starts, in a folder of its own that only the owner may enter. Files are
 * written whole or not at all. Rejects with the file system's error where the folder cannot be used.
 */
export class AcmeState {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Opens the state for one authority below the gateway's folder of state. */
  static async open(folder: string, directory: string): Promise<AcmeState> {
    const digest = createHash('sha256').update(directory).digest('hex').slice(0, 8)
    const place = join(folder, 'acme', `${new URL(directory).hostname.replaceAll(':', '_')}-${digest}`)
    await mkdir(place, { recursive: true, mode: 0o700 })
    // The folder may have been there before, or have been copied from elsewhere.
    await chmod(place, 0o700)
    return new AcmeState(place)
  }

  /** The file with certificate and key of a host; it may not be there yet. */
  certificatePath(host: string): string {
    return join(this.#folder, `${host}.pem`)
  }

  /** Both in one file, so that nobody ever reads a certificate with another one's key. */
  keepCertificate(host: string, { certificate, key }: PemPair): Promise<void> {
    return this.#write(`${host}.pem`, `${key.trim()}\n${certificate.trim()}\n`)
  }

  /** The account's private key, made by `create` and kept at the first time. */
  async accountKey(create: () => Promise<string>): Promise<string> {
    const known = await this.#read('account.key')
    if (known !== undefined) return known
    const key = await create()
    await this.#write('account.key', key)
    return key
  }

  account(): Promise<Account | undefined> {
    return this.#readJson<Account>('account.json')
  }

  keepAccount(account: Account | undefined): Promise<void> {
    return this.#keepJson('account.json', account)
  }

  order(host: string): Promise<PlacedOrder | undefined> {
    return this.#readJson<PlacedOrder>(`${host}.order.json`)
  }

  keepOrder(host: string, order: PlacedOrder | undefined): Promise<void> {
    return this.#keepJson(`${host}.order.json`, order)
  }

  attempts(host: string): Promise<Attempts | undefined> {
    return this.#readJson<Attempts>(`${host}.attempts.json`)
  }

  keepAttempts(host: string, attempts: Attempts | undefined): Promise<void> {
    return this.#keepJson(`${host}.attempts.json`, attempts)
  }

  async #keepJson(name: string, value: object | undefined): Promise<void> {
    if (value === undefined) await rm(join(this.#folder, name), { force: true })
    else await this.#write(name, JSON.stringify(value))
  }

  /** Absent too if the file was damaged: everything but the account's key can be had again. */
  async #readJson<Value>(name: string): Promise<Value | undefined> {
    const text = await this.#read(name)
    try {
      return text === undefined ? undefined : (JSON.parse(text) as Value)
    } catch {
      return undefined
    }
  }

  async #read(name: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#folder, name), 'utf8')
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
      throw cause
    }
  }

  async #write(name: string, text: string): Promise<void> {
    const draft = join(this.#folder, `${name}.${randomUUID()}.part`)
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, join(this.#folder, name))
  }
}

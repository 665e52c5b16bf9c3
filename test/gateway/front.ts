import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The ports of a gateway under test and of what stands behind it. Each test file has a network of its own. */
export const ports = { https: 28_443, http: 28_080, relay: 28_041, heartbeat: 28_075, metrics: 28_477 } as const

/** The names that clients ask for. */
export const hosts = { automate: 'automate.siege.example', screenconnect: 'support.siege.example' } as const

const usualSupport: string = hosts.screenconnect

/** A network of loopback addresses for one test file: its gateway, the servers behind it, and who comes to visit. */
export class Front {
  readonly folder: string
  readonly policyFile: string
  readonly stateFolder: string
  readonly #network: number

  constructor(network: number) {
    this.#network = network
    this.folder = mkdtempSync(join(tmpdir(), 'bollwerk-gateway-'))
    this.policyFile = join(this.folder, 'bollwerk.yaml')
    this.stateFolder = join(this.folder, 'state')
    this.write()
  }

  /** Where the gateway listens. */
  get door(): string {
    return this.at('1.1')
  }

  /** Where the servers behind it listen. */
  get origin(): string {
    return this.at('2.1')
  }

  /** An address of this network: `3.*` is let in, `66.*` is abroad, `8.*` are the technicians. */
  at(rest: string): string {
    return `127.${this.#network}.${rest}`
  }

  /** Writes the policy file; `gateway` and `more` are lines of YAML to add, `scheme` is how Automate is spoken to. */
  write({ gateway = '', more = '', scheme = 'http', screenconnect = usualSupport } = {}): string {
    const text = `site: Siege
language: en
technicians: [${this.at('8.0/24')}]
countries: [DE]
servers:
  automate:
    host: ${hosts.automate}
    origin: ${scheme}://${this.origin}:28080
  screenconnect:
    host: ${screenconnect}
    origin: http://${this.origin}:28080
    relay: tcp://${this.origin}:28041
    relayPort: ${ports.relay}
geo:
  overrides:
    - { prefix: ${this.at('0.0/16')}, country: DE }
    - { prefix: ${this.at('66.0/24')}, country: BR }
${more}
gateway:
  listen:
    addresses: [${this.door}]
    https: ${ports.https}
    http: ${ports.http}
    heartbeat: ${ports.heartbeat}
${gateway}
`
    writeFileSync(this.policyFile, text)
    return text
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

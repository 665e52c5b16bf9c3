import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { isInstalled } from '../site/running-service.ts'

/** Whether namespaces can be made and tables loaded here. */
export const canFilter: boolean = process.getuid?.() === 0 && isInstalled('nft') && isInstalled('ip')

/** The addresses of the gateway on its side of the wire, and those of everybody else's router. */
const gatewayAddresses = { 4: '10.77.0.1', 6: 'fd77::1' } as const
const routerAddresses = { 4: '10.77.0.2', 6: 'fd77::2' } as const

/** One attempt to reach a port of the gateway. */
export interface Visit {
  readonly address: string
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
}

/** Ports at which somebody listens. */
export interface ListeningPorts {
  readonly tcp: readonly number[]
  readonly udp: readonly number[]
}

/**
 * Two machines of their own with a wire between them: a gateway, and the internet, which has every address that there
 * is. Nothing of it touches the network of this machine.
 */
export class Network {
  readonly gateway: string
  readonly internet: string
  /** Where the products stand; only after `addOrigin`. */
  readonly origin: string
  readonly originAddresses: Readonly<Record<4 | 6, string>> = { 4: '10.78.0.2', 6: 'fd78::2' }
  readonly #endings: (() => void)[] = []
  readonly #heard = new Set<string>()

  constructor(name: string) {
    this.gateway = `bollwerk-gw-${process.pid}-${name}`
    this.internet = `bollwerk-in-${process.pid}-${name}`
    this.origin = `bollwerk-or-${process.pid}-${name}`
    for (const space of [this.gateway, this.internet]) run('ip', 'netns', 'add', space)
    try {
      this.#wire()
    } catch (cause) {
      this.close()
      throw cause
    }
  }

  /** Runs a program on one of the machines and answers what it prints. Throws with its complaint if it fails. */
  on(machine: string, ...command: string[]): string {
    return run('ip', 'netns', 'exec', machine, ...command)
  }

  /** Hands a text to `nft` at the gateway. */
  nft(...inputs: string[]): string {
    return this.on(this.gateway, 'nft', ...inputs)
  }

  /** Loads rules that stand in a text; answers the complaint, empty if there is none. */
  load(text: string, check = false): string {
    const inputs = ['netns', 'exec', this.gateway, 'nft', ...(check ? ['-c'] : []), '-f', '-']
    const { stderr, status } = spawnSync('ip', inputs, { input: text, encoding: 'utf8' })
    return status === 0 ? '' : stderr || `nft ended with ${status}`
  }

  /** Lets somebody listen on a machine, who answers whatever arrives. Resolves when all ports are open. */
  async listen(machine: string, ports: ListeningPorts): Promise<void> {
    const inputs = ['netns', 'exec', machine, process.execPath, within('listener-within.ts'), JSON.stringify(ports)]
    const child = spawn('ip', inputs, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#endings.push(() => child.kill('SIGKILL'))
    const lines = createInterface(child.stdout)
    const [line] = await once(lines, 'line')
    if (line !== 'ready') throw new Error(`the listener says: ${String(line)}`)
    lines.on('line', (heard) => this.#heard.add(`${machine}: ${heard}`))
  }

  /** Which datagrams a listener heard, such as `udp 75 from 192.0.2.1`. */
  heard(machine: string): readonly string[] {
    return [...this.#heard].flatMap((line) => (line.startsWith(`${machine}: `) ? [line.slice(machine.length + 2)] : []))
  }

  /** Makes visits from all over the internet, and says of each whether it arrived and was answered. */
  async visit(visits: readonly Visit[]): Promise<readonly boolean[]> {
    const inputs = ['netns', 'exec', this.internet, process.execPath, within('visitors-within.ts')]
    const child = spawn('ip', inputs, { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.end(JSON.stringify(visits.map((visit) => ({ ...visit, host: hostFor(visit) }))))
    let told = ''
    for await (const chunk of child.stdout.setEncoding('utf8')) told += String(chunk)
    const answers: unknown = JSON.parse(told)
    if (!Array.isArray(answers) || answers.length !== visits.length) throw new Error('not one answer for each visit')
    return answers.map((answer) => answer === true)
  }

  /** Puts a third machine behind the gateway, whose only way out leads through it. */
  addOrigin(): void {
    run('ip', 'netns', 'add', this.origin)
    run(
      'ip',
      'link',
      'add',
      'inner',
      'netns',
      this.gateway,
      'type',
      'veth',
      'peer',
      'name',
      'inner',
      'netns',
      this.origin,
    )
    for (const [space, four, six] of [
      [this.gateway, '10.78.0.1', 'fd78::1'],
      [this.origin, this.originAddresses[4], this.originAddresses[6]],
    ] as const) {
      run('ip', '-n', space, 'link', 'set', 'lo', 'up')
      run('ip', '-n', space, 'addr', 'add', `${four}/30`, 'dev', 'inner')
      run('ip', '-n', space, 'addr', 'add', `${six}/64`, 'dev', 'inner', 'nodad')
      run('ip', '-n', space, 'link', 'set', 'inner', 'up')
    }
    run('ip', '-n', this.origin, 'route', 'add', 'default', 'via', '10.78.0.1')
    run('ip', '-n', this.origin, '-6', 'route', 'add', 'default', 'via', 'fd78::1')
    this.on(this.gateway, 'sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1')
  }

  close(): void {
    for (const end of this.#endings) end()
    for (const space of [this.gateway, this.internet, this.origin]) spawnSync('ip', ['netns', 'del', space])
  }

  #wire(): void {
    run(
      'ip',
      'link',
      'add',
      'wire',
      'netns',
      this.gateway,
      'type',
      'veth',
      'peer',
      'name',
      'wire',
      'netns',
      this.internet,
    )
    for (const [space, own] of [
      [this.gateway, gatewayAddresses],
      [this.internet, routerAddresses],
    ] as const) {
      this.on(space, 'sysctl', '-qw', 'net.ipv4.conf.all.rp_filter=0', 'net.ipv4.conf.default.rp_filter=0')
      // Nobody is asked for a neighbour before the link's own address is known to be alone (RFC 4862, section 5.4).
      this.on(space, 'sysctl', '-qw', 'net.ipv6.conf.wire.accept_dad=0')
      run('ip', '-n', space, 'link', 'set', 'lo', 'up')
      run('ip', '-n', space, 'addr', 'add', `${own[4]}/30`, 'dev', 'wire')
      run('ip', '-n', space, 'addr', 'add', `${own[6]}/64`, 'dev', 'wire', 'nodad')
      run('ip', '-n', space, 'link', 'set', 'wire', 'up')
      this.on(space, 'sysctl', '-qw', 'net.ipv4.conf.wire.rp_filter=0')
    }
    run('ip', '-n', this.gateway, 'route', 'add', 'default', 'via', routerAddresses[4])
    run('ip', '-n', this.gateway, '-6', 'route', 'add', 'default', 'via', routerAddresses[6])
    // The internet has all addresses at once: it may send from each of them, and what comes back is for it.
    this.on(this.internet, 'sysctl', '-qw', 'net.ipv4.ip_nonlocal_bind=1', 'net.ipv6.ip_nonlocal_bind=1')
    for (const half of ['0.0.0.0/1', '128.0.0.0/1']) {
      run('ip', '-n', this.internet, 'route', 'add', 'local', half, 'dev', 'lo', 'table', 'main')
    }
    for (const half of ['::/1', '8000::/1']) {
      run('ip', '-n', this.internet, '-6', 'route', 'add', 'local', half, 'dev', 'lo', 'table', 'main')
    }
  }
}

function hostFor({ address }: Visit): string {
  return gatewayAddresses[address.includes(':') ? 6 : 4]
}

function within(file: string): string {
  return resolve(import.meta.dirname, file)
}

function run(command: string, ...inputs: string[]): string {
  return execFileSync(command, inputs, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 })
}

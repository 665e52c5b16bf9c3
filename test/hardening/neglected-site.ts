import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { issueCertificate } from '../../lab/certificate.ts'
import { screenConnectFolder, writeScreenConnectFolder } from '../../lab/screenconnect/folder.ts'
import type { Plan } from '../../src/hardening/change.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'

const program = resolve(import.meta.dirname, '../../bin/bollwerk.js')

/** A ScreenConnect server of the lab with a public name that obeys its own lists, and a policy for it. */
export class NeglectedSite {
  readonly cwd: string
  readonly folder: string
  readonly webConfig: string
  readonly #front: Server

  private constructor(cwd: string, front: Server) {
    this.cwd = cwd
    this.folder = join(cwd, 'ScreenConnect')
    this.webConfig = join(this.folder, 'web.config')
    this.#front = front
  }

  static async open({
    language = 'en',
    technicians = '203.0.113.0/24, 127.0.0.1',
  }: {
    language?: 'de' | 'en'
    technicians?: string
  } = {}): Promise<NeglectedSite> {
    const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-hardening-'))
    const folder = join(cwd, 'ScreenConnect')
    mkdirSync(folder)
    const state = screenConnectFolder('neglected', { now: Date.now(), proxy: '10.20.0.5', version: '23.9.7.8804' })
    await writeScreenConnectFolder(folder, state)
    const front = await openFront(join(folder, 'web.config'))
    const { port } = front.address() as AddressInfo
    writeFileSync(
      join(cwd, 'bollwerk.yaml'),
      `site: Muster-MSP\nlanguage: ${language}\ntechnicians: [${technicians}]\ncountries: [DE]\nservers:\n  screenconnect:\n    host: support.muster-msp.example\n    addresses: [127.0.0.1]\n    origin: http://10.20.0.11:8040\n    relay: tcp://10.20.0.11:8041\ngateway:\n  listen:\n    https: ${port}\n`,
    )
    const site = new NeglectedSite(cwd, front)
    await site.run('collect', 'screenconnect', 'ScreenConnect', '--machine', 'SC01')
    return site
  }

  run(...inputs: string[]): Promise<Answer> {
    return bollwerk(inputs, { cwd: this.cwd })
  }

  /** Plans, and answers the plan with the hash that approves it. */
  async plan(...inputs: string[]): Promise<{ readonly plan: Plan; readonly hash: string; readonly answer: Answer }> {
    const answer = await this.run('plan', '--screenconnect-folder', 'ScreenConnect', ...inputs)
    const bytes = readFileSync(join(this.cwd, 'plan.json'))
    return { plan: JSON.parse(bytes.toString()) as Plan, hash: sha256(bytes), answer }
  }

  /** Every file of the server with the SHA-256 of its content. */
  content(): Readonly<Record<string, string>> {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    return Object.fromEntries(
      paths.sort().map((path) => [relative(this.folder, path), sha256(readFileSync(path))] as const),
    )
  }

  /** The name of the one evidence file there is. */
  evidenceFile(): string {
    return readdirSync(join(this.cwd, 'evidence'))[0] ?? ''
  }

  /** What a new look at the server fails. */
  async failures(): Promise<readonly string[]> {
    await this.run('collect', 'screenconnect', 'ScreenConnect', '--machine', 'SC01', '--save', 'again.json')
    const { stdout } = await this.run('assess', 'again.json', '--json')
    const { findings } = JSON.parse(stdout) as { findings: { id: string; outcome: string }[] }
    return findings.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)
  }

  close(): void {
    this.#front.close()
    this.#front.closeAllConnections()
    rmSync(this.cwd, { recursive: true })
  }
}

/** An apply that is under way. */
export class RunningApply {
  readonly child: ChildProcess
  readonly ended: Promise<Answer>
  stdout = ''
  stderr = ''

  constructor({ cwd }: Pick<NeglectedSite, 'cwd'>, inputs: readonly string[], confirmMs = 60_000) {
    this.child = spawn(process.execPath, [program, 'apply', ...inputs], {
      cwd,
      env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8', BOLLWERK_TEST_CONFIRM_MS: String(confirmMs) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }))
    })
  }

  /** Resolves when it says so on stderr, or has ended. */
  async says(pattern: RegExp): Promise<RegExpExecArray | null> {
    let running = true
    this.ended.then(
      () => {
        running = false
      },
      () => undefined,
    )
    for (;;) {
      const found = pattern.exec(this.stderr)
      if (found || !running) return found
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** Ends the time to confirm, as Ctrl-C does. */
  stopWaiting(): void {
    this.child.kill('SIGINT')
  }

  /** The address and the code that it shows. */
  async code(): Promise<readonly [string, string]> {
    const found = await this.says(/bollwerk confirm (\S+) (\S+)\n/)
    if (!found) throw new Error(`no code: ${this.stderr}`)
    return [found[1] ?? '', found[2] ?? '']
  }
}

export async function freePort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The public name: lets in whom the list of a page in `web.config` lets in, as ScreenConnect does. */
async function openFront(webConfig: string): Promise<Server> {
  const day = 86_400_000
  const validity = { from: new Date(Date.now() - day), to: new Date(Date.now() + day) }
  const { key, certificate } = issueCertificate({ names: ['support.muster-msp.example'], validity })
  const server = createServer({ key, cert: certificate }, ({ url = '', socket }, response) => {
    const page = /^\/(\w+)/.exec(url)?.[1] ?? ''
    const place = new RegExp(`<location path="${page}\\.aspx">.*?RestrictToIPs" value="([^"]*)"`, 's')
    const list = place.exec(readFileSync(webConfig, 'utf8'))?.[1] ?? ''
    const open = list === '' || list.includes(String(socket.remoteAddress))
    response.writeHead(open ? 200 : 403).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join, resolve } from 'node:path'
import { labHosts } from '../../lab/addresses.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { testPorts } from '../../lab/test-site.ts'
import type { Change, Plan } from '../../src/hardening/change.ts'
import { fingerprintOf } from '../../src/hardening/fingerprint.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { preparedGeo } from '../gateway/geo.ts'

const program = resolve(import.meta.dirname, '../../bin/bollwerk.js')

/** Neglected products behind a gateway that runs, as a process of its own, by the policy of a folder. */
export class GatewaySite {
  readonly lab: Lab
  readonly cwd: string
  readonly policyFile: string
  readonly #gateway: ChildProcess

  private constructor(lab: Lab, cwd: string, gateway: ChildProcess) {
    this.lab = lab
    this.cwd = cwd
    this.policyFile = join(cwd, 'bollwerk.yaml')
    this.#gateway = gateway
  }

  static async open(network: number): Promise<GatewaySite> {
    const lab = await startLab({ state: 'shielded', network, ports: testPorts })
    const cwd = lab.gatewayFolder ?? ''
    writeFileSync(join(cwd, 'authority.pem'), lab.authority)
    await preparedGeo(join(cwd, 'state'))
    const gateway = spawn(process.execPath, [program, 'gateway', '--state-folder', 'state', '--threads', '1'], {
      cwd,
      env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await isUp(gateway)
    return new GatewaySite(lab, cwd, gateway)
  }

  run(...inputs: string[]): Promise<Answer> {
    return bollwerk(inputs, { cwd: this.cwd })
  }

  policy(): string {
    return readFileSync(this.policyFile, 'utf8')
  }

  adopt(text: string): void {
    writeFileSync(this.policyFile, text)
  }

  /** Writes what a look from the internet saw as `seen.json`: ScreenConnect, and a path of the technicians that answers. */
  haveSeen(path: string): void {
    const dated = { witness: 'outside', server: 'screenconnect', at: new Date().toISOString() } as const
    const vantage = { place: 'internet', country: 'DE' }
    const identity = { expected: 'screenconnect', recognised: 'screenconnect', marks: ['script.ashx'] }
    const source = `https://${labHosts.screenconnect}:${this.lab.ports.https}${path}`
    const answered = { area: 'screenconnect.hosts', path, method: 'GET', answer: 'answered', status: 200 }
    const evidence = [
      { ...dated, fact: 'outside.identity', source: 'Script.ashx', vantage, value: identity },
      { ...dated, fact: 'outside.path', source, vantage, value: answered },
    ]
    const file = { schema: 'bollwerk.evidence/1', site: 'Lab', tool: { version: '0.0.0' }, evidence }
    writeFileSync(join(this.cwd, 'seen.json'), JSON.stringify(file))
  }

  /** Writes down that somebody confirmed whose servers these are, as a first look would. */
  haveConfirmed(): void {
    const { servers, ports } = this.lab
    const hosts = [
      ...[labHosts.automate, servers.automate, `https://${servers.automateOrigin}:${ports.https}`],
      ...[labHosts.screenconnect, servers.screenconnect, `http://${servers.screenconnectOrigin}:${ports.web}`],
      `tcp://${servers.screenconnectOrigin}:${ports.relay}`,
    ]
    mkdirSync(join(this.cwd, '.bollwerk'))
    writeFileSync(join(this.cwd, '.bollwerk', 'confirmed.json'), JSON.stringify({ hosts: hosts.sort() }))
  }

  /** What the sign-in of ScreenConnect answers to an address of the lab. */
  signIn(from: keyof Lab['vantages']): Promise<number> {
    const { lab } = this
    return new Promise((answer, reject) => {
      const asked = request(
        {
          host: lab.servers.screenconnect,
          port: lab.ports.https,
          path: '/Login',
          localAddress: lab.vantages[from],
          servername: labHosts.screenconnect,
          headers: { host: `${labHosts.screenconnect}:${lab.ports.https}` },
          ca: lab.authority,
          agent: false,
        },
        (response) => {
          response.resume()
          answer(response.statusCode ?? 0)
        },
      )
      asked.once('error', reject)
      asked.end()
    })
  }

  /** A plan, written by hand, that puts other technicians into the policy; answers the hash that approves it. */
  planTechnicians(networks: string): string {
    const text = this.policy()
    const [out = ''] = /^technicians: .*$/m.exec(text) ?? []
    const put = `technicians: [${networks}]`
    const splice = { at: Buffer.byteLength(text.slice(0, text.indexOf(out))), out: base64(out), in: base64(put) }
    const step: Change['steps'][number] = {
      kind: 'file',
      path: this.policyFile,
      before: fingerprintOf(Buffer.from(text)),
      after: fingerprintOf(Buffer.from(text.replace(out, put))),
      splices: [splice],
    }
    return this.#write({ ...byHand, keepAccess: [this.lab.servers.networks.technicians], changes: [changeOf(step)] })
  }

  #write(plan: Plan): string {
    writeFileSync(join(this.cwd, 'plan.json'), JSON.stringify(plan))
    return this.planHash()
  }

  /** The SHA-256 of the plan that was written last. */
  planHash(): string {
    return createHash('sha256')
      .update(readFileSync(join(this.cwd, 'plan.json')))
      .digest('hex')
  }

  async close(): Promise<void> {
    const ended = once(this.#gateway, 'exit')
    this.#gateway.kill('SIGKILL')
    await ended
    await this.lab.close()
  }
}

const byHand: Omit<Plan, 'keepAccess' | 'changes'> = {
  schema: 'bollwerk.plan/1',
  site: 'Lab',
  language: 'en',
  createdAt: '2026-11-25T12:00:00.000Z',
  tool: { version: '0.0.0' },
  tasks: [],
}

function changeOf(step: Change['steps'][number]): Change {
  const control = 'screenconnect-ip-lists.enforced'
  return {
    id: 'by-hand/screenconnect',
    title: 'Other technicians',
    subject: 'screenconnect',
    verify: [{ control, subject: 'screenconnect', findings: [`${control}/screenconnect//Login`] }],
    steps: [step],
    shown: [],
    affected: '',
    restart: 'nothing',
    downtime: '',
    lockedOut: [],
    confirm: true,
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function isUp(gateway: ChildProcess): Promise<void> {
  return new Promise((done, reject) => {
    let told = ''
    gateway.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text
      if (told.includes('The gateway is up') || told.includes('Das Gateway läuft')) done()
    })
    gateway.once('exit', () => reject(new Error(told)))
  })
}

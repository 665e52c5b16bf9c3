import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { selfSigned } from '../../src/gateway/tls/self-signed.ts'
import type { Compiled } from '../../src/targets/compiled.ts'
import { compileHaproxy, type HaproxySource } from '../../src/targets/haproxy/index.ts'
import { automateHost, engineAddress, ports, supportHost } from './site.ts'

/** Version of the HAProxy of this machine; undefined if there is none. */
export const haproxyVersion = versionHere()

function versionHere(): string | undefined {
  const asked = spawnSync('haproxy', ['-v'], { encoding: 'utf8' })
  return asked.error ? undefined : /version (\S+)/.exec(asked.stdout)?.[1]
}

/** One event of the engine's log. */
export interface Logged {
  readonly reference: string
  readonly verdict: string
  readonly rule: string
  readonly observed: string
  readonly area: string
  readonly userAgent: string
  readonly address: string
}

/** The engine for a site, with a certificate of its own. */
export async function startedFor(site: HaproxySource): Promise<RunningHaproxy> {
  const pair = await selfSigned([automateHost, supportHost], Date.now())
  const compiled = compileHaproxy({ ...site, certificates: [`${pair.certificate}\n${pair.key}`] })
  return await RunningHaproxy.start(compiled, { host: engineAddress, port: ports.plain })
}

/** Writes files into a folder of their own and answers it. */
function writtenTo(compiled: Compiled): string {
  const folder = mkdtempSync(join(tmpdir(), 'bollwerk-haproxy-'))
  for (const { path, text } of compiled) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** What HAProxy has against a configuration; undefined if nothing. */
export function faultOf(compiled: Compiled): string | undefined {
  const folder = writtenTo(compiled)
  try {
    const { status, stderr } = spawnSync('haproxy', ['-c', '-q', '-f', join(folder, 'haproxy.cfg')], {
      encoding: 'utf8',
    })
    return status === 0 ? undefined : stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The real HAProxy with a compiled configuration. */
export class RunningHaproxy {
  readonly #process: ChildProcess
  readonly #folder: string

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process
    this.#folder = folder
  }

  /** Starts it and waits until a port answers. */
  static async start(
    compiled: Compiled,
    door: { readonly host: string; readonly port: number },
  ): Promise<RunningHaproxy> {
    const folder = writtenTo(compiled)
    const log = openSync(join(folder, 'log'), 'w')
    const errors = openSync(join(folder, 'errors'), 'w')
    const child = spawn('haproxy', ['-db', '-f', join(folder, 'haproxy.cfg')], { stdio: ['ignore', log, errors] })
    const running = new RunningHaproxy(child, folder)
    for (let tries = 0; tries < 200; tries++) {
      if (child.exitCode !== null) throw new Error(readFileSync(join(folder, 'errors'), 'utf8'))
      if (await answers(door)) return running
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('HAProxy does not answer')
  }

  /** Everything that was logged so far. */
  logged(): readonly Logged[] {
    const lines = readFileSync(join(this.#folder, 'log'), 'utf8').split('\n')
    return lines.filter((line) => line.startsWith('{')).map((line): Logged => JSON.parse(line))
  }

  /** Ends it and answers its log. */
  async stop(): Promise<readonly Logged[]> {
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGTERM')
      await once(this.#process, 'exit')
    }
    const log = this.logged()
    rmSync(this.#folder, { recursive: true })
    return log
  }
}

async function answers(door: { readonly host: string; readonly port: number }): Promise<boolean> {
  const socket = connect(door)
  return await new Promise((resolve) => {
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LabInside } from '../../lab/inside/inside.ts'
import type { Plan } from '../../src/hardening/change.ts'
import { uacKey } from '../../src/targets/uac/wanted.ts'
import { profileKeys, profileNames } from '../../src/targets/windows-firewall/profile-keys.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import type { Errand, ErrandAnswer } from '../windows/collector-within.ts'
import { asWindowsPath, startWindows, type Windows, type WindowsLanguage } from '../windows/wine.ts'

const within = (name: string): string => resolve(import.meta.dirname, '../windows', name)

type ServerName = 'RMM01' | 'SC01'

/** What stands on a server: the keys that hardening writes to, as Windows exports them, and every file of the product. */
export interface ServerState {
  readonly keys: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

/** A plan and the SHA-256 that approves it. */
export interface HashedPlan {
  readonly plan: Plan
  readonly hash: string
}

interface Place {
  readonly windows: Windows
  readonly language: WindowsLanguage
  readonly inside: LabInside
}

/** A Windows server of the neglected lab: its registry and its files are real, the rest of its evidence is the lab's. */
export class LabServer {
  readonly name: ServerName
  readonly #place: Place
  readonly #machineFile: string
  readonly #product: string

  private constructor(name: ServerName, place: Place) {
    this.name = name
    this.#place = place
    this.#machineFile = place.inside.evidenceFiles.find((path) => path.endsWith(`windows-${name}.json`)) ?? ''
    const folder = name === 'SC01' ? 'Program Files (x86)/ScreenConnect' : 'windows/system32/inetsrv/config'
    this.#product = join(place.windows.drive, folder)
  }

  /** A server with the files of its product. The registry is filled by the first look. */
  static async open(name: ServerName, language: WindowsLanguage, inside: LabInside): Promise<LabServer> {
    const server = new LabServer(name, { windows: await startWindows(), language, inside })
    mkdirSync(server.#product, { recursive: true })
    if (name === 'SC01') cpSync(inside.screenConnect.folder, server.#product, { recursive: true })
    else copyFileSync(inside.applicationHost.path, join(server.#product, 'applicationHost.config'))
    return server
  }

  /** The values of the registry as the lab says of this machine. */
  neglected(): Errand['seed'] {
    const { evidence } = JSON.parse(readFileSync(this.#machineFile, 'utf8')) as {
      evidence: { fact: string; value: Readonly<Record<string, number | null>> }[]
    }
    const uac = evidence.find(({ fact }) => fact === 'windows.uac')?.value ?? {}
    return [
      ...Object.entries(uac).flatMap(([name, number]) => (number === null ? [] : [{ key: uacKey, name, number }])),
      ...profileNames.map((profile) => ({
        key: profileKeys[profile].own,
        name: 'EnableFirewall',
        number: profile === 'public' ? 1 : 0,
      })),
    ]
  }

  /**
   * Answers what stands on this server, restarts it, and takes what its witnesses see then into the folder of the policy:
   * the collector's file, and ScreenConnect's folder as read over the network.
   */
  async look(seed: Errand['seed'] = []): Promise<ServerState> {
    const { windows, language, inside } = this.#place
    const errand: Errand = { seed, machineFile: asWindowsPath(this.#machineFile) }
    const { keys, seen } = (await windows.run(language, within('collector-within.ts'), errand)) as ErrandAnswer
    const cwd = inside.folder
    const file = join(cwd, `seen-${this.name}.json`)
    writeFileSync(file, seen)
    done(await bollwerk(['import', file], { cwd }))
    if (this.name === 'SC01')
      done(await bollwerk(['collect', 'screenconnect', this.#product, '--machine', 'SC01'], { cwd }))
    return { keys, files: this.#files() }
  }

  #files(): ServerState['files'] {
    const entries = readdirSync(this.#product, { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    return Object.fromEntries(paths.sort().map((path) => [relative(this.#product, path), sha256(readFileSync(path))]))
  }

  /** Plans what can be changed from this server. */
  async plan(...inputs: string[]): Promise<HashedPlan> {
    const out = `plan-${this.name}.json`
    done(await (await this.#start(['plan', '--machine', this.name, '--out', out, '--lang', 'en', ...inputs])).ended)
    const bytes = readFileSync(join(this.#place.inside.folder, out))
    return { plan: JSON.parse(bytes.toString()) as Plan, hash: sha256(bytes) }
  }

  /** Applies the plan and confirms every change that waits for it, from the machine of the test. */
  async apply({ hash }: HashedPlan, ...inputs: string[]): Promise<Answer> {
    const what = [`plan-${this.name}.json`, '--yes', hash, '--machine', this.name]
    const running = await this.#start(['apply', ...what, ...this.#journals, ...inputs])
    let over = false
    const ended = running.ended.finally(() => {
      over = true
    })
    const confirmed = new Set<string>()
    while (!over) {
      for (const [, url = '', code = ''] of running.stderr().matchAll(/bollwerk confirm (\S+) (\S+)\r?\n/g)) {
        if (confirmed.has(code)) continue
        confirmed.add(code)
        done(await bollwerk(['confirm', url, code], { cwd: this.#place.inside.folder }))
      }
      await sleep(100)
    }
    return ended
  }

  /** Takes back what was applied here. */
  async rollback(...inputs: string[]): Promise<Answer> {
    return (await this.#start(['rollback', ...this.#journals, ...inputs])).ended
  }

  /** Each server keeps its own, and both say in English what came of it. */
  get #journals(): readonly string[] {
    return ['--journals', `hardening-${this.name}`, '--json', '--lang', 'en']
  }

  /** Runs Bollwerk on this server, in the folder with the policy. */
  #start(inputs: readonly string[]): ReturnType<Windows['bollwerk']> {
    const { windows, language, inside } = this.#place
    const env = { LAB_MACHINE: asWindowsPath(this.#machineFile), BOLLWERK_MYSQL_PASSWORD: 'PLANTED-keeper-password' }
    return windows.bollwerk(language, inputs, { cwd: inside.folder, env, preload: within('powershell-within.ts') })
  }

  close(): Promise<void> {
    return this.#place.windows.close()
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function done({ code, stderr }: Answer): void {
  if (code !== 0) throw new Error(stderr)
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { type Front, ports } from './front.ts'
import { preparedGeo } from './geo.ts'

const program = resolve(import.meta.dirname, '../../bin/bollwerk.js')

export interface StartOptions {
  /** 1 unless said: starting more takes seconds. */
  readonly threads?: number
  /** Flags beside those that every test needs. */
  readonly flags?: readonly string[]
  /** Inputs for Node, such as `--import`. */
  readonly node?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** Instead of the usual folder, which holds compiled geo data. */
  readonly stateFolder?: string
  /** Open files that the process may have. */
  readonly files?: number
}

/** The built program at work as `bollwerk gateway`. */
export class RunningProgram {
  readonly #child: ChildProcess
  readonly #front: Front
  #told = ''

  private constructor(child: ChildProcess, front: Front) {
    this.#child = child
    this.#front = front
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#told += text
    })
  }

  /** Starts it and waits until it says that it is up. */
  static async start(
    front: Front,
    { threads = 1, flags = [], node = [], env = {}, files, stateFolder }: StartOptions = {},
  ): Promise<RunningProgram> {
    if (stateFolder === undefined) await preparedGeo(front.stateFolder)
    const own = [
      'gateway',
      '--policy',
      front.policyFile,
      '--state-folder',
      stateFolder ?? front.stateFolder,
      '--self-signed',
      '--threads',
      String(threads),
    ]
    const inputs = [...node, program, ...own, '--log', 'json', '--metrics', `${front.door}:${ports.metrics}`, ...flags]
    const limited = files === undefined ? [] : ['prlimit', `--nofile=${files}`]
    const [command = process.execPath, ...rest] = [...limited, process.execPath, ...inputs]
    const child = spawn(command, rest, {
      cwd: front.folder,
      env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const running = new RunningProgram(child, front)
    await running.until('The gateway is up')
    return running
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Everything it wrote on stderr. */
  get told(): string {
    return this.#told
  }

  /** The messages of its log with a code. */
  logged(code: string): Readonly<Record<string, unknown>>[] {
    const lines = this.#told.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'))
    return lines.map((line) => JSON.parse(line)).filter((message) => message.code === code)
  }

  /** Waits until stderr holds a text; fails with all that was told if the program ends before. */
  async until(text: string, patience = 60_000): Promise<void> {
    const end = performance.now() + patience
    while (!this.#told.includes(text)) {
      if (this.#ended || performance.now() > end) throw new Error(`no "${text}" in:\n${this.#told}`)
      await new Promise((resume) => setTimeout(resume, 20))
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  /** How it ended: its exit code, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals> {
    if (!this.#ended) await once(this.#child, 'exit')
    return this.#child.exitCode ?? this.#child.signalCode ?? -1
  }

  /** Ends it in order, or at once if that takes long. */
  async stop(): Promise<number | NodeJS.Signals> {
    this.signal('SIGTERM')
    const patience = setTimeout(() => this.signal('SIGKILL'), 60_000)
    const code = await this.ended()
    clearTimeout(patience)
    return code
  }

  /** One value of its metrics; the sum if the name has several lines that hold `label`. */
  async metric(name: string, label = ''): Promise<number> {
    const lines = (await this.metrics()).split('\n')
    const found = lines.filter((line) => new RegExp(`^bollwerk_${name}[ {]`).test(line) && line.includes(label))
    return found.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }

  async metrics(): Promise<string> {
    return await (await fetch(`http://${this.#front.door}:${ports.metrics}/metrics`)).text()
  }

  get #ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }
}

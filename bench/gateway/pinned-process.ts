import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** The gateway has one core for itself; the load and the origin share the other. */
export const cores = { gateway: 0, load: 1 } as const

/** Linux counts CPU time for user space in hundredths of a second on every architecture (USER_HZ). */
const microsecondsPerTick = 10_000

const alive = new Set<PinnedProcess>()
process.on('exit', () => {
  for (const left of alive) left.kill()
})

/** A program on one core, and whatever it starts. */
export class PinnedProcess {
  readonly #child: ChildProcess
  #said = ''

  constructor(core: number, command: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.#child = spawn('taskset', ['-c', String(core), ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        this.#said = (this.#said + text).slice(-4000)
      })
    }
    alive.add(this)
    this.#child.once('exit', () => alive.delete(this))
  }

  /** Waits until it listens on all these ports; fails with its own words if it does not within ten seconds. */
  async listening(...ports: readonly number[]): Promise<this> {
    const deadline = performance.now() + 10_000
    for (const port of ports) {
      while (!(await accepts(port))) {
        const ended = this.#child.exitCode !== null || this.#child.signalCode !== null
        if (ended || performance.now() > deadline) throw new Error(`nobody listens on ${port}:\n${this.#said}`)
        await pause(50)
      }
    }
    return this
  }

  /** User and system time that it and its descendants have used so far. */
  cpuMicroseconds(): number {
    return this.#tree().reduce((sum, { ticks }) => sum + ticks * microsecondsPerTick, 0)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await Promise.race([exit, pause(3000, undefined, { ref: false })])
    this.kill()
    await exit
  }

  /** Ends it and its descendants at once, each by its own id. */
  kill(): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    for (const { pid } of this.#tree()) process.kill(pid, 'SIGKILL')
  }

  #tree(): readonly Task[] {
    const tasks = allTasks()
    const tree = tasks.filter(({ pid }) => pid === this.#child.pid)
    for (const { pid } of tree) tree.push(...tasks.filter(({ parent }) => parent === pid))
    return tree
  }
}

interface Task {
  readonly pid: number
  readonly parent: number
  readonly ticks: number
}

/** Fields 4, 14 and 15 of proc_pid_stat(5), counted behind the name, which may itself contain blanks. */
function allTasks(): readonly Task[] {
  const tasks: Task[] = []
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = statOf(name)
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number)
    if (parent !== undefined && user !== undefined && system !== undefined) {
      tasks.push({ pid: Number(name), parent, ticks: user + system })
    }
  }
  return tasks
}

function statOf(pid: string): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return [] // It has ended since the folder was listed.
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

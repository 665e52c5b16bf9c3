import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { say } from '../../model/text.ts'
import type { DecisionMemory } from '../../traffic/decision-memory.ts'
import type { Log } from '../log.ts'
import { errorFields } from '../log-fields.ts'
import { sharedClock } from '../shared-clock.ts'
import { readMemory, writeMemory } from './memory-file.ts'

/** How often bans and agents are written down, in milliseconds: a crash forgets no more than that. */
const saveEvery = 60_000

/** Keeps bans and known agents from one run of the gateway to the next, in the folder of state. */
export class MemoryKeeper {
  readonly #path: string
  readonly #memory: DecisionMemory
  readonly #log: Log
  readonly #timer: NodeJS.Timeout
  #saving: Promise<void> | undefined
  #isFailing = false

  private constructor(path: string, memory: DecisionMemory, log: Log) {
    this.#path = path
    this.#memory = memory
    this.#log = log
    this.#timer = setInterval(() => void this.save(), saveEvery)
    this.#timer.unref()
  }

  /** Brings back what was remembered. A file that is damaged, or a folder that cannot be had, is told and ignored. */
  static async open(folder: string, memory: DecisionMemory, log: Log): Promise<MemoryKeeper> {
    const keeper = new MemoryKeeper(join(folder, 'bans.jsonl'), memory, log)
    try {
      await mkdir(folder, { recursive: true })
      await keeper.#restore()
    } catch (cause) {
      keeper.#fails(cause)
    }
    return keeper
  }

  /** Writes everything down now; two calls at the same time are one. Never rejects: a failure is told once. */
  async save(): Promise<void> {
    this.#saving ??= this.#write().finally(() => {
      this.#saving = undefined
    })
    await this.#saving
  }

  /** Writes everything down for the last time. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#saving
    await this.save()
  }

  async #restore(): Promise<void> {
    const now = sharedClock()
    try {
      const found = await readMemory(this.#path, now)
      if (found === undefined) return
      const bans = this.#memory.bans.restore(found.bans, now)
      const agents = this.#memory.agents.restore(found.agents, now)
      this.#log.info('memory.restored', restored, { bans, agents })
    } catch (cause) {
      this.#log.warn('memory.damaged', damaged, errorFields(cause))
    }
  }

  async #write(): Promise<void> {
    try {
      await mkdir(dirname(this.#path), { recursive: true })
      await writeMemory(this.#path, this.#memory, sharedClock())
      this.#isFailing = false
    } catch (cause) {
      this.#fails(cause)
    }
  }

  #fails(cause: unknown): void {
    if (!this.#isFailing) this.#log.error('memory.failing', failing, errorFields(cause))
    this.#isFailing = true
  }
}

const restored = say(
  'Sperren und bekannte Agenten des letzten Laufs gelten weiter.',
  'Bans and known agents of the last run stay in force.',
)
const damaged = say(
  'Die Datei bans.jsonl im Zustandsordner ist beschädigt. Sie wird nicht verwendet und beim nächsten Speichern ersetzt.',
  'The file bans.jsonl in the folder of state is damaged. It is not used, and replaced when it is written next.',
)
const failing = say(
  'Sperren und bekannte Agenten lassen sich nicht speichern. Bitte prüfen Sie Platz und Rechte; es wird weiter versucht.',
  'Bans and known agents cannot be stored. Please check space and permissions; it is tried again.',
)

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlockListFile } from '../../policy/gateway-settings.ts'
import { implausible } from '../../traffic/block-list.ts'
import type { MaterialList } from '../rule-material.ts'
import { BlockListFailure } from './failure.ts'
import { type FailedList, type LoadedList, unreadable, versionOf } from './load.ts'
import { loadApart } from './load-apart.ts'
import type { BlockListTold } from './tell.ts'

/** How often files are looked at, in milliseconds. Watching by events misses changes on network drives. */
const lookEvery = 2_000

/** An attacker's address of last week is somebody else's today. */
const oldAfter = 7 * 86_400_000

export interface BlockListWatchOptions {
  /** Files are looked for from here. */
  readonly folder: string
  /** Called when a list has another version. */
  readonly changed: () => Promise<void>
  readonly told: BlockListTold
  readonly load?: typeof loadApart
}

/** What the lists of a policy are, and whom none of them may meet. */
export interface WatchedLists {
  readonly files: readonly BlockListFile[]
  readonly own: readonly string[]
}

interface Held extends BlockListFile {
  readonly own: string
  readonly list: LoadedList
  /** The version that was looked at last, in force or refused. */
  readonly seen: string
  /** The version that the last look found. */
  readonly found: string
  /** Looks in a row that found no file: one that is being replaced is absent for a moment. */
  readonly absent: number
  readonly toldOld: boolean
}

/** The block lists of the policy in force, read again when their files change. A list keeps its last good version. */
export class BlockListWatch {
  readonly #options: BlockListWatchOptions
  readonly #timer: NodeJS.Timeout
  #own: readonly string[] = []
  #held: readonly Held[] = []
  #working: Promise<void> = Promise.resolve()

  constructor(options: BlockListWatchOptions) {
    this.#options = options
    this.#timer = setInterval(() => void this.look(), lookEvery)
    this.#timer.unref()
  }

  /** The lists in force. */
  get lists(): readonly MaterialList[] {
    return this.#held.map(({ name, list: { table } }) => ({ name, table }))
  }

  /** When the file of each list in force was written, in milliseconds since 1970. */
  get written(): readonly { readonly name: string; readonly modified: number }[] {
    return this.#held.map(({ name, list: { modified } }) => ({ name, modified }))
  }

  /** Watches the lists of a policy from now on. Rejects with a `BlockListFailure`, and changes nothing, if one is unusable. */
  watch(wanted: WatchedLists): Promise<void> {
    return this.#after(async () => {
      const held: Held[] = []
      for (const file of wanted.files) held.push(await this.#hold(file, wanted.own))
      this.#own = wanted.own
      this.#held = held
    })
  }

  /** Looks at every file now; resolves when what was found is in force or was refused. */
  look(): Promise<void> {
    return this.#after(async () => {
      const before = this.lists
      const looked: Held[] = []
      for (const held of this.#held) looked.push(this.#withAge(await this.#lookAt(held)))
      this.#held = looked
      if (this.lists.some(({ table }, index) => table !== before[index]?.table)) await this.#options.changed()
    })
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** One after the other: a look that began before a policy must not end after it. */
  #after(work: () => Promise<void>): Promise<void> {
    const done = this.#working.then(work)
    this.#working = done.catch(() => undefined)
    return done
  }

  async #hold(file: BlockListFile, own: readonly string[]): Promise<Held> {
    const known = this.#held.find((held) => held.name === file.name && held.file === file.file)
    if (known?.own === own.join()) return known
    const list = await this.#load(file, own)
    const problem = list.ok ? implausible(known?.list.entries ?? 0, list.entries) : undefined
    if (!list.ok) throw new BlockListFailure(file, list)
    if (problem) throw new BlockListFailure(file, { problem })
    return this.#adopted(file, list, own)
  }

  async #lookAt(held: Held): Promise<Held> {
    const found = await stat(join(this.#options.folder, held.file)).catch((cause: unknown) => unreadable(cause))
    if (!('mtimeMs' in found)) {
      if (held.absent === 1) this.#options.told.refused(new BlockListFailure(held, { problem: found }))
      return { ...held, absent: held.absent + 1 }
    }
    const version = versionOf(found.mtimeMs, found.size)
    // One that is being written is read when two looks have found it alike.
    if (version === held.seen || version !== held.found) return { ...held, found: version, absent: 0 }
    const list = await this.#load(held, this.#own)
    const failed = list.ok ? doubted(held, list) : list
    if (list.ok && failed === undefined) return this.#adopted(held, list, this.#own)
    if (failed) this.#options.told.refused(new BlockListFailure(held, failed))
    return { ...held, seen: version, absent: 0 }
  }

  #load({ file }: BlockListFile, own: readonly string[]): Promise<LoadedList | FailedList> {
    return (this.#options.load ?? loadApart)({ path: join(this.#options.folder, file), own })
  }

  #adopted({ name, file }: BlockListFile, list: LoadedList, own: readonly string[]): Held {
    this.#options.told.adopted(name, list)
    return { name, file, own: own.join(), list, seen: list.version, found: list.version, absent: 0, toldOld: false }
  }

  #withAge(held: Held): Held {
    if (held.toldOld || Date.now() - held.list.modified < oldAfter) return held
    this.#options.told.old(held.name)
    return { ...held, toldOld: true }
  }
}

function doubted(held: Held, { entries }: LoadedList): Omit<FailedList, 'ok'> | undefined {
  const problem = implausible(held.list.entries, entries)
  return problem && { problem }
}

import promises, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { devNull } from 'node:os'
import { Unflushed } from './unflushed-fixture.ts'

/** How a disk fails from its n-th operation on. */
interface Failure {
  /**
   * `dead`: the process is gone; nothing is done any more. `dark`: so is the power, and with it what was not flushed.
   * `full`: nothing new is written under the folder. A write stops half-way.
   */
  readonly kind: 'dead' | 'dark' | 'full'
  readonly from: number
  readonly folder?: string
}

type Operation = (this: unknown, ...given: readonly unknown[]) => Promise<unknown>

const handle = await promises.open(devNull)
const prototype: object = Object.getPrototypeOf(handle)
await handle.close()

/** What makes, changes or flushes something. */
const onNames = pick(promises, ['open', 'mkdir', 'rm', 'chmod'])
const onHandles = pick(prototype, ['write', 'truncate', 'sync'])
const needSpace: ReadonlySet<string> = new Set(['mkdir', 'write'])

function pick(from: object, names: readonly string[]): Readonly<Record<string, Operation>> {
  return Object.fromEntries(names.map((name) => [name, Reflect.get(from, name)]))
}

/**
 * Puts itself between everything in this process and the files, counts the operations that change something, and fails
 * from one of them on. What comes before is done for real.
 */
export class FailingDisk {
  readonly #failure: Failure
  readonly #paths = new WeakMap<object, string>()
  readonly #unflushed = new Unflushed()
  operations = 0

  constructor(failure: Failure) {
    this.#failure = failure
  }

  /** Does the work on this disk, and puts the real one back whatever comes of it. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    Object.assign(promises, this.#guarded(onNames))
    Object.assign(prototype, this.#guarded(onHandles))
    syncBuiltinESMExports()
    try {
      return await work()
    } finally {
      Object.assign(promises, onNames)
      Object.assign(prototype, onHandles)
      syncBuiltinESMExports()
    }
  }

  #guarded(operations: Readonly<Record<string, Operation>>): Readonly<Record<string, Operation>> {
    return Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [name, this.#guard(name, operation)]),
    )
  }

  #guard(name: string, operation: Operation): Operation {
    const disk = this
    return async function (this: unknown, ...given) {
      const path = typeof given[0] === 'string' ? given[0] : (disk.#paths.get(this as object) ?? '')
      if (disk.#fails(name, path)) return disk.#fail(name, () => Reflect.apply(operation, this, half(given)))
      disk.#unflushed.before(name, path)
      const result = await Reflect.apply(operation, this, given)
      if (name === 'sync') disk.#unflushed.flushed(path)
      if (name === 'open') disk.#paths.set(result as FileHandle, path)
      return result
    }
  }

  async #fail(name: string, writeHalf: () => Promise<unknown>): Promise<never> {
    const { kind } = this.#failure
    if (name === 'write' && this.#isFirst()) await writeHalf()
    if (kind === 'dark') this.#unflushed.lose()
    throw Object.assign(new Error(kind), { code: kind === 'full' ? 'ENOSPC' : 'EIO' })
  }

  #fails(name: string, path: string): boolean {
    this.operations += 1
    const { kind, from, folder = '' } = this.#failure
    if (this.operations < from) return false
    return kind !== 'full' || (needSpace.has(name) && path.startsWith(folder))
  }

  #isFirst(): boolean {
    return this.#failure.kind === 'full' || this.operations === this.#failure.from
  }
}

/** The arguments of a write of half the bytes. */
function half([bytes, offset, length, position]: readonly unknown[]): readonly unknown[] {
  return [bytes, offset, Math.floor(Number(length) / 2), position]
}

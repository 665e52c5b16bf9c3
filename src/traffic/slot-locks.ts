/** Attempts that cost nothing but a look, before a thread lies down. */
const looks = 500

/** Naps of at most a millisecond after which the owner of a lock counts as dead. */
const naps = 200

/**
 * Locks for writers, in shared memory; readers take none. A thread that ends inside a lock cannot leave it, so after a
 * fifth of a second the next one takes it over. What the lock protects must therefore be written so that a half-written
 * slot is an empty one.
 */
export class SlotLocks {
  static readonly count: number = 256
  static readonly bytes: number = SlotLocks.count * 4
  readonly #words: Int32Array
  readonly #shared: boolean

  constructor(buffer: ArrayBufferLike, offset: number) {
    this.#words = new Int32Array(buffer, offset, SlotLocks.count)
    // Without shared memory there is no second thread, and nothing to wait for.
    this.#shared = buffer instanceof SharedArrayBuffer
  }

  /** Takes the locks of two sets, always the lower one first, so that no two threads wait for each other. */
  enter(a: number, b: number): void {
    const first = a & (SlotLocks.count - 1)
    const second = b & (SlotLocks.count - 1)
    this.#enter(Math.min(first, second))
    if (first !== second) this.#enter(Math.max(first, second))
  }

  leave(a: number, b: number): void {
    Atomics.store(this.#words, a & (SlotLocks.count - 1), 0)
    Atomics.store(this.#words, b & (SlotLocks.count - 1), 0)
  }

  #enter(lock: number): void {
    for (let attempt = 0; attempt < looks + naps; attempt++) {
      if (Atomics.compareExchange(this.#words, lock, 0, 1) === 0) return
      if (attempt >= looks && this.#shared) Atomics.wait(this.#words, lock, 1, 1)
    }
  }
}

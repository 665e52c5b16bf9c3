/** How many different rules are counted by name; further ones are counted together as `other`. */
export const ruleLimit = 128

/** The longest name of a rule, in bytes; longer ones are cut. */
const nameLength = 64

/** The size of the table in shared memory, in bytes: the state of each entry, then its name. */
export const ruleTableSize: number = ruleLimit * (4 + nameLength)

const free = 0
const claimed = 1
const written = 2

/**
 * The rules that are counted, each under a small number. The table grows when a policy brings new rules. Number 0 is
 * `other`. There is no lock, which a thread that is ended could leave closed: two threads that learn a rule at the same
 * moment give it two numbers, and who reads adds up what has the same name.
 */
export class RuleNames {
  readonly #states: Int32Array
  readonly #names: Buffer
  readonly #known = new Map<string, number>()

  constructor(buffer: SharedArrayBuffer, offset: number) {
    this.#states = new Int32Array(buffer, offset, ruleLimit)
    this.#names = Buffer.from(buffer, offset + ruleLimit * 4, ruleLimit * nameLength)
  }

  /** The number of a rule; a look into a map for every rule that was counted before. */
  indexOf(rule: string): number {
    return this.#known.get(rule) ?? this.#learn(rule)
  }

  /** The name of each number; undefined for those not in use. */
  all(): readonly (string | undefined)[] {
    return Array.from(this.#states, (_, index) => {
      if (index === 0) return 'other'
      return Atomics.load(this.#states, index) === written ? this.#read(index) : undefined
    })
  }

  #learn(rule: string): number {
    const name = Buffer.from(rule.slice(0, nameLength)).subarray(0, nameLength).toString()
    const found = this.all().indexOf(name)
    const index = found === -1 ? this.#add(name) : found
    // What finds no room is not remembered: names could go on for ever.
    if (index !== 0) this.#known.set(rule, index)
    return index
  }

  #add(name: string): number {
    for (let index = 1; index < ruleLimit; index += 1) {
      if (Atomics.compareExchange(this.#states, index, free, claimed) !== free) continue
      this.#names.write(name, index * nameLength, nameLength)
      Atomics.store(this.#states, index, written)
      return index
    }
    return 0
  }

  #read(index: number): string {
    const bytes = this.#names.subarray(index * nameLength, (index + 1) * nameLength)
    const end = bytes.indexOf(0)
    return bytes.toString('utf8', 0, end === -1 ? nameLength : end)
  }
}

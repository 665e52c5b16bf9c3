/** What the metadata of a MaxMind DB say of its search tree. */
export interface TreeShape {
  readonly nodeCount: number
  /** Bits of one record: 24, 28 or 32. */
  readonly recordSize: number
  readonly ipVersion: number
}

/** A network of the tree and the number of the record that it has. */
export interface Leaf {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
  readonly record: number
}

interface Step {
  readonly node: number
  readonly depth: number
  /** The bits taken so far. */
  readonly bits: bigint
}

/**
 * The search tree of a MaxMind DB (format specification 2.0, "Binary Search Tree Section"): each node is two records,
 * for the bit 0 and the bit 1; a record is a node, nothing (the number of nodes), or points to data. In a tree of
 * IPv6 the IPv4 addresses lie below 96 zero bits, and other places of the tree may lead there too.
 */
export class SearchTree {
  readonly #content: Buffer
  readonly #shape: TreeShape

  /** @throws Error when the content is too short for the tree. */
  constructor(content: Buffer, shape: TreeShape) {
    const { nodeCount, recordSize, ipVersion } = shape
    if (!Number.isInteger(nodeCount) || nodeCount < 1 || (nodeCount * recordSize) / 4 > content.length) {
      throw new Error('its search tree is longer than the file')
    }
    if (ipVersion !== 4 && ipVersion !== 6) throw new Error(`it is for IP version ${ipVersion}`)
    this.#content = content
    this.#shape = shape
  }

  /**
   * Every network that has data, once.
   * @throws Error when nodes lead to each other in a circle or beyond the last bit of an address.
   */
  leaves(): Leaf[] {
    const leaves: Leaf[] = []
    const open: Step[] = [{ node: 0, depth: 0, bits: 0n }]
    const rootOfFour = this.#rootOfFour()
    let visited = 0
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (step.node > this.#shape.nodeCount) leaves.push(...this.#networks(step))
      if (step.node >= this.#shape.nodeCount || isAlias(step, rootOfFour)) continue
      if (++visited > this.#shape.nodeCount) throw new Error('its search tree is no tree')
      open.push(...this.#below(step))
    }
    return leaves
  }

  #below({ node, depth, bits }: Step): Step[] {
    if (depth === this.#width) throw new Error('its search tree is deeper than an address')
    return ([0, 1] as const).map((bit) => ({
      node: this.#record(node, bit),
      depth: depth + 1,
      bits: (bits << 1n) | BigInt(bit),
    }))
  }

  get #width(): 32 | 128 {
    return this.#shape.ipVersion === 4 ? 32 : 128
  }

  /** A record above the IPv4 addresses of an IPv6 tree stands for networks of both families. */
  #networks({ node, depth, bits }: Step): Leaf[] {
    const width = this.#width
    const first = bits << BigInt(width - depth)
    const last = first + (1n << BigInt(width - depth)) - 1n
    if (width === 32 || (depth >= 96 && bits >> BigInt(depth - 96) === 0n))
      return [{ family: 4, first, last, record: node }]
    const six: Leaf = { family: 6, first, last, record: node }
    return bits === 0n ? [six, { family: 4, first: 0n, last: 0xffff_ffffn, record: node }] : [six]
  }

  /** The node of an IPv6 tree below which the IPv4 addresses lie, if they are more than one network. */
  #rootOfFour(): number | undefined {
    let node = 0
    if (this.#width === 32) return undefined
    for (let depth = 0; depth < 96; depth++) {
      if (node >= this.#shape.nodeCount) return undefined
      node = this.#record(node, 0)
    }
    return node < this.#shape.nodeCount ? node : undefined
  }

  #record(node: number, bit: 0 | 1): number {
    const { recordSize } = this.#shape
    const at = (node * recordSize) / 4
    if (recordSize !== 28) return this.#content.readUIntBE(at + (bit * recordSize) / 8, recordSize / 8)
    // The middle byte holds the uppermost four bits of both records, those of the left one first.
    const middle = this.#content[at + 3] ?? 0
    const upper = bit === 0 ? middle >>> 4 : middle & 15
    return upper * 2 ** 24 + this.#content.readUIntBE(at + bit * 4, 3)
  }
}

/** Six to four, mapped addresses and others lead to the IPv4 networks a second time; the gateway reads those as IPv6. */
function isAlias({ node, depth, bits }: Step, rootOfFour: number | undefined): boolean {
  return node === rootOfFour && !(depth === 96 && bits === 0n)
}

/** A look-up of canonical paths by their longest known prefix. It allocates nothing. */
export interface PrefixMap<Value> {
  find(path: string): Value | undefined
}

/**
 * Compiles prefixes of canonical paths (`a-z 0-9 . / _ -` only) into a trie.
 *
 * A prefix ends at a border, so that `/host` takes in `/host`, `/host/x`, `/host.aspx` and `/host.aspx/x`, but not
 * `/hosting` or `/host-2`: the next character must not be a letter, a digit, `_` or `-`. A prefix that itself ends
 * in `/` or `.` takes in whatever follows, and `/labtech/` also the bare `/labtech`, which IIS redirects to the folder.
 */
export function compilePrefixes<Value>(entries: readonly (readonly [string, Value])[]): PrefixMap<Value> {
  const trie = newTrie<Value>()
  for (const [prefix, value] of entries) plant(trie, prefix, value)
  if (trie.ends.length > 0xffff) throw new Error('Too many prefixes')
  // Small numbers, so that the whole trie of a product lies in the processor's first cache.
  const compiled: Compiled<Value> = {
    next: Uint16Array.from(trie.next),
    ends: Uint16Array.from(trie.ends),
    whole: Uint16Array.from(trie.whole),
    values: trie.values,
  }
  return { find: (path) => compiled.values[longest(compiled, path)] }
}

interface Trie<Value> {
  /** A row for each node: where each letter leads; 0 is nowhere, since nothing leads back to the root. */
  readonly next: number[]
  /** Index of the value whose prefix ends in the node. */
  readonly ends: number[]
  /** Index of the value that the node has if the path ends there too. */
  readonly whole: number[]
  readonly values: (Value | undefined)[]
}

interface Compiled<Value> {
  readonly next: Uint16Array
  readonly ends: Uint16Array
  readonly whole: Uint16Array
  readonly values: readonly (Value | undefined)[]
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789_-./'
/** Letters up to this one continue a word, those behind it and all other characters end it. */
const lastOfWord = letters.indexOf('-') + 1

/** A column for each letter, the first one for all other characters. */
const row = letters.length + 1

const letterOf = Uint8Array.from({ length: 128 }, (_, code) => letters.indexOf(String.fromCharCode(code)) + 1)

function newTrie<Value>(): Trie<Value> {
  return { next: Array.from({ length: row }, () => 0), ends: [0], whole: [0], values: [undefined] }
}

function plant<Value>(trie: Trie<Value>, prefix: string, value: Value): void {
  const index = trie.values.push(value) - 1
  let node = 0
  for (let at = 0; at < prefix.length; at++) {
    if (prefix[at] === '/' && at === prefix.length - 1 && node !== 0) trie.whole[node] ||= index
    node = grown(trie, node, prefix.charCodeAt(at))
  }
  trie.ends[node] ||= index
}

function grown<Value>(trie: Trie<Value>, node: number, code: number): number {
  const letter = letterOf[code] ?? 0
  if (letter === 0) throw new Error(`A prefix cannot hold ${JSON.stringify(String.fromCharCode(code))}`)
  const cell = node * row + letter
  const known = trie.next[cell] ?? 0
  if (known !== 0) return known
  const fresh = trie.ends.push(0) - 1
  trie.whole.push(0)
  for (let column = 0; column < row; column++) trie.next.push(0)
  trie.next[cell] = fresh
  return fresh
}

/** Index of the value of the longest prefix that fits, 0 if none does. */
function longest<Value>({ next, ends, whole }: Compiled<Value>, path: string): number {
  let found = 0
  let node = 0
  let letter = 0
  for (let at = 0; at < path.length; at++) {
    const above = letter
    const code = path.charCodeAt(at)
    letter = code < 128 ? (letterOf[code] ?? 0) : 0
    // The border behind the node before: either side of it ends the word.
    if (letter === 0 || letter > lastOfWord || above > lastOfWord) found = ends[node] || found
    node = next[node * row + letter] ?? 0
    if (node === 0) return found
  }
  return ends[node] || whole[node] || found
}

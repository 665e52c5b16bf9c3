/**
 * Rules as `nft -j` tells them, in the words of nft: the same words that this folder writes, so that a rule in force can
 * be compared with the one that should be. What is not known here is told as it is and equals no rule of ours.
 */
export function statementText(statement: unknown): string {
  const [kind, about] = entryOf(statement)
  const tell = statements[kind]
  return tell?.(about) ?? JSON.stringify(statement)
}

const statements: Readonly<Record<string, (about: unknown) => string | undefined>> = {
  accept: () => 'accept',
  drop: () => 'drop',
  goto: (about) => `goto ${text(field(about, 'target'))}`,
  jump: (about) => `jump ${text(field(about, 'target'))}`,
  counter: (about) => (typeof about === 'string' ? `counter name "${about}"` : undefined),
  match: matchText,
  vmap: (about) => `${expression(field(about, 'key'))} vmap ${expression(field(about, 'data'))}`,
  limit: limitText,
  log: (about) => `log prefix "${text(field(about, 'prefix'))}" level ${text(field(about, 'level'))}`,
  set: setText,
  'ct count': (about) => `ct count ${field(about, 'inv') === true ? 'over ' : ''}${text(field(about, 'val'))}`,
  dnat: dnatText,
}

function matchText(about: unknown): string {
  const operator = field(about, 'op')
  const left = expression(field(about, 'left'))
  const right = field(about, 'right')
  const shown = left === 'iif' ? JSON.stringify(right) : expression(right)
  return [left, ...(operator === '==' ? [] : [text(operator)]), shown].join(' ')
}

function limitText(about: unknown): string {
  const over = field(about, 'inv') === true ? 'over ' : ''
  const [rate, per, burst] = ['rate', 'per', 'burst'].map((name) => text(field(about, name)))
  return `limit rate ${over}${rate}/${per} burst ${burst} packets`
}

function setText(about: unknown): string {
  const counted = list(field(about, 'stmt')).map(statementText)
  const element = [expression(field(about, 'elem')), ...counted].join(' ')
  return `${text(field(about, 'op'))} ${text(field(about, 'set'))} { ${element} }`
}

function dnatText(about: unknown): string {
  const family = text(field(about, 'family'))
  const address = text(field(about, 'addr'))
  return `dnat ${family} to ${family === 'ip6' ? `[${address}]` : address}:${text(field(about, 'port'))}`
}

/** What a statement looks at or compares with. */
function expression(value: unknown): string {
  if (typeof value !== 'object' || value === null) return text(value)
  if (Array.isArray(value)) return `(${value.map(expression).join(' | ')})`
  const [kind, about] = entryOf(value)
  return expressions[kind]?.(about) ?? JSON.stringify(value)
}

const expressions: Readonly<Record<string, (about: unknown) => string>> = {
  payload: (about) => `${text(field(about, 'protocol'))} ${text(field(about, 'field'))}`,
  meta: (about) => (field(about, 'key') === 'iif' ? 'iif' : `meta ${text(field(about, 'key'))}`),
  ct: (about) => `ct ${text(field(about, 'key'))}`,
  fib: (about) => `fib ${list(field(about, 'flags')).map(text).join(' . ')} ${text(field(about, 'result'))}`,
  '&': (about) => list(about).map(expression).join(' & '),
  set: (about) => `{ ${[...list(about)].sort(byPort).map(memberText).join(', ')} }`,
}

/** An element of a set without a name; with what follows from it in a map of verdicts. */
function memberText(member: unknown): string {
  return Array.isArray(member) ? `${expression(member[0])} : ${statementText(member[1])}` : expression(member)
}

/** nft tells the elements of a set in an order of its own. */
function byPort(one: unknown, other: unknown): number {
  const [a, b] = [one, other].map((member) => Number(Array.isArray(member) ? member[0] : member))
  return (a ?? 0) - (b ?? 0) || 0
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** The one key of an object and what it holds. */
export function entryOf(value: unknown): readonly [string, unknown] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return entries[0] ?? ['', undefined]
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

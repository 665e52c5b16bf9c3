import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'

/** One arrow or one impurity that the house does not allow. */
export interface Violation {
  readonly file: string
  readonly line: number
  readonly rule: string
}

/**
 * Who may import whom (docs/architecture.md). A room is a folder of `src/`, or `lab`, `main`, `web`.
 * What is absent from a row must not be imported.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  catalog: ['model'],
  policy: ['model'],
  traffic: ['model', 'catalog', 'policy'],
  evidence: ['model', 'catalog', 'policy'],
  controls: ['model', 'catalog', 'policy', 'evidence'],
  reports: ['model', 'catalog', 'policy'],
  gateway: ['model', 'catalog', 'policy', 'traffic'],
  targets: ['model', 'catalog', 'policy', 'traffic'],
  hardening: ['model', 'catalog', 'policy', 'evidence', 'controls', 'targets'],
  store: ['model', 'catalog', 'policy', 'evidence', 'controls', 'hardening'],
  watch: ['model', 'catalog', 'policy', 'evidence', 'controls', 'hardening', 'store'],
  server: ['model', 'catalog', 'policy', 'evidence', 'controls', 'reports', 'hardening', 'store', 'watch', 'gateway'],
  cli: [
    'model',
    'catalog',
    'policy',
    'evidence',
    'controls',
    'reports',
    'hardening',
    'store',
    'watch',
    'traffic',
    'gateway',
    'targets',
    'server',
  ],
  lab: ['model', 'catalog'],
  web: ['model', 'server'],
}

/** Rooms without a clock, randomness, environment or network. In `evidence` only files named collect.ts are excused. */
const pureRooms = new Set(['model', 'catalog', 'policy', 'traffic', 'evidence', 'controls', 'reports', 'targets'])

/** Folders whose sub-folders are siblings that never import each other. */
const familyRooms = new Set(['evidence', 'controls', 'targets'])

const impurities: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)/, 'reads the clock'],
  [/\bMath\.random\b|\bcrypto\.(random|getRandom)/, 'uses randomness'],
  [/\bprocess\.\w/, 'reads the process'],
  [/\bfetch\(/, 'uses the network'],
  [/\bconsole\.\w/, 'writes to the console'],
]

/** Checks sources, given by their path from the project's folder, and answers every violation. */
export function violations(sources: ReadonlyMap<string, string>): Violation[] {
  return [...sources].flatMap(([file, source]) => violationsIn(file, source))
}

/** How many imports were seen: a check that looked at nothing must not pass. */
export function countImports(sources: ReadonlyMap<string, string>): number {
  return [...sources].reduce((count, [file, source]) => count + importsOf(file, source).length, 0)
}

function violationsIn(file: string, source: string): Violation[] {
  const found: Violation[] = []
  const pure = pureRooms.has(roomOf(file)) && !file.endsWith('/collect.ts') && !isApparatus(file)
  for (const { specifier, line } of importsOf(file, source)) {
    const rule = specifier.startsWith('.')
      ? brokenArrow(file, resolved(file, specifier))
      : foreignImport(specifier, pure)
    if (rule !== undefined) found.push({ file, line, rule })
  }
  return pure ? [...found, ...impuritiesIn(file, source)] : found
}

function foreignImport(specifier: string, pure: boolean): string | undefined {
  return pure && specifier.startsWith('node:') ? `a pure file imports ${specifier}` : undefined
}

function brokenArrow(file: string, target: string): string | undefined {
  const from = roomOf(file)
  const to = roomOf(target)
  if (from === 'main' || file.startsWith('test/') || file.startsWith('bench/')) return undefined
  if (isApparatus(target) && !isApparatus(file)) return 'only tests import a fixture'
  if (from === to) return brokenFamily(from, file, target)
  if (mayImport[from]?.includes(to) && !(from === 'web' && to === 'server' && !target.endsWith('server/contract.ts')))
    return undefined
  return `${from} must not import ${to}`
}

/** Tests and what is built for them alone: excused from purity, and therefore never imported by the product. */
function isApparatus(file: string): boolean {
  return file.endsWith('.test.ts') || file.endsWith('-fixture.ts')
}

function brokenFamily(room: string, file: string, target: string): string | undefined {
  if (!familyRooms.has(room)) return undefined
  const from = memberOf(file)
  const to = memberOf(target)
  if (from === undefined || to === undefined) return undefined
  if (from !== to) return `${room}/${from} must not import its sibling ${room}/${to}`
  const fromTest = file.endsWith('.test.ts')
  return room === 'controls' && !fromTest ? `a control must not import from ${room}/${to}, its siblings` : undefined
}

function impuritiesIn(file: string, source: string): Violation[] {
  const code = withoutComments(file, source)
  return code
    .split('\n')
    .flatMap((text, index) =>
      impurities
        .filter(([pattern]) => pattern.test(text))
        .map(([, rule]) => ({ file, line: index + 1, rule: `a pure file ${rule}` })),
    )
}

/** Blanks comments and keeps every line where it was. */
function withoutComments(file: string, source: string): string {
  let code = source
  for (const { start, end } of parseSync(file, source).comments) {
    code = code.slice(0, start) + code.slice(start, end).replaceAll(/[^\n]/g, ' ') + code.slice(end)
  }
  return code
}

/** Static, dynamic and re-exporting imports, type-only ones included. */
function importsOf(file: string, source: string): { specifier: string; line: number }[] {
  const { module, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const statics = module.staticImports.map(({ moduleRequest }) => moduleRequest)
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest ?? []),
  )
  const dynamics = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    value: source.slice(start + 1, end - 1),
    start,
  }))
  return [...statics, ...exports, ...dynamics].map(({ value, start }) => ({
    specifier: value,
    line: source.slice(0, start).split('\n').length,
  }))
}

function resolved(file: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file), specifier))
}

function roomOf(file: string): string {
  const [top = '', room = ''] = file.split('/')
  if (top !== 'src') return top
  return room.replace(/\.ts$/, '')
}

/** The sub-folder of a family that a file lives in; absent for files that stand above the siblings. */
function memberOf(file: string): string | undefined {
  const parts = file.split('/')
  return parts.length > 3 ? parts[2] : undefined
}

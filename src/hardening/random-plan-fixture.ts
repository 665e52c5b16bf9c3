import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Change, Plan, Splice, Step } from './change.ts'
import { fingerprintOf } from './fingerprint.ts'
import { changeOf, fileStepOf, planOf, type Workshop } from './plan-fixture.ts'
import { spliced } from './splices.ts'

/** A splice as numbers: how far after the one before, how many bytes go, which come. */
interface Cut {
  readonly gap: number
  readonly out: number
  readonly in: Uint8Array
}

/** A plan without its files: which file each step edits, and how. */
export interface PlanSketch {
  readonly files: readonly Uint8Array[]
  readonly changes: readonly {
    readonly content: boolean
    readonly steps: readonly { readonly file: number; readonly cuts: readonly Cut[] }[]
  }[]
}

const cut: fc.Arbitrary<Cut> = fc.record({ gap: fc.nat(40), out: fc.nat(20), in: fc.uint8Array({ maxLength: 30 }) })

/** Up to three files and three changes whose steps edit them, also one file several times. */
export const planSketch: fc.Arbitrary<PlanSketch> = fc.record({
  files: fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 3 }),
  changes: fc.array(
    fc.record({
      content: fc.boolean(),
      steps: fc.array(fc.record({ file: fc.nat(2), cuts: fc.array(cut, { minLength: 1, maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** A plan with the files that it is for, and what its controls say. */
export interface RandomPlan {
  readonly plan: Plan
  /** What each file holds before, by its path. */
  readonly before: ReadonlyMap<string, Buffer>
  /** The changes that the controls are content with, by their ids. */
  readonly content: ReadonlySet<string>
}

/** Fills a sketch in, for files of a workshop. Each change builds on those before it. Writes the files. */
export function planFrom(sketch: PlanSketch, workshop: Workshop): RandomPlan {
  const files = sketch.files.map((bytes, index) => ({
    path: workshop.path(`file-${index}`),
    bytes: Buffer.from(bytes),
  }))
  const before = new Map(files.map(({ path, bytes }) => [path, bytes]))
  restoreFiles(before, workshop)
  const outlook = new Map(before)
  const changes = sketch.changes.map(({ steps }, index) =>
    changeOf(
      `change-${index}`,
      steps.flatMap(({ file, cuts }) => stepFrom(cuts, files[file % files.length]?.path ?? '', outlook)),
    ),
  )
  const content = new Set(changes.filter((_, index) => sketch.changes[index]?.content).map(({ id }) => id))
  return { plan: planOf(...changes), before, content }
}

export function restoreFiles(before: ReadonlyMap<string, Buffer>, workshop: Workshop): void {
  for (const [path, bytes] of before) workshop.write(path.slice(workshop.root.length + 1), bytes)
}

/** What the files hold when the changes were made that are content and find what they build on. */
export function filesAfter({ plan, before, content }: RandomPlan): ReadonlyMap<string, Buffer> {
  let files: ReadonlyMap<string, Buffer> = before
  for (const change of plan.changes) files = content.has(change.id) ? (madeOn(files, change) ?? files) : files
  return files
}

function madeOn(files: ReadonlyMap<string, Buffer>, change: Change): ReadonlyMap<string, Buffer> | undefined {
  const after = new Map(files)
  for (const step of change.steps) {
    if (step.kind !== 'file') throw new Error('only files are sketched')
    const there = after.get(step.path)
    if (there === undefined || !isDeepStrictEqual(fingerprintOf(there), step.before)) return undefined
    after.set(step.path, spliced(there, step.splices))
  }
  return after
}

/** No step where the cuts would change nothing. */
function stepFrom(cuts: readonly Cut[], path: string, outlook: Map<string, Buffer>): readonly Step[] {
  const before = outlook.get(path) ?? Buffer.alloc(0)
  const splices = splicesFrom(cuts, before)
  const after = spliced(before, splices)
  if (after.equals(before)) return []
  outlook.set(path, after)
  return [fileStepOf(path, before, splices)]
}

function splicesFrom(cuts: readonly Cut[], bytes: Buffer): readonly Splice[] {
  let reached = 0
  return cuts.map((cut) => {
    const at = Math.min(bytes.length, reached + cut.gap)
    const out = bytes.subarray(at, Math.min(bytes.length, at + cut.out))
    reached = at + out.length
    return { at, out: out.toString('base64'), in: Buffer.from(cut.in).toString('base64') }
  })
}

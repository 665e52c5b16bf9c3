import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApplyOrder } from './apply.ts'
import type { Change, Plan, Splice, Step } from './change.ts'
import { fingerprintOf } from './fingerprint.ts'
import { grounds } from './grounds/index.ts'
import { spliced } from './splices.ts'

/** The hash of a plan file that nobody wrote. */
export const someHash: string = 'a'.repeat(64)

/** In memory where there is such a place: flushing to a real disk is what takes the time. */
const memory: string = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A folder with files to change, and Bollwerk's own folder in it. Removed with `remove`. */
export class Workshop {
  readonly root: string = mkdtempSync(join(memory, 'bollwerk-hardening-'))
  readonly folder: string = join(this.root, 'hardening')

  path(name: string): string {
    return join(this.root, name)
  }

  write(name: string, content: string | Buffer): string {
    writeFileSync(this.path(name), content)
    return this.path(name)
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8')
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** A step that puts one text in the place of another, wherever it stands first in `before`. */
export function fileStep(path: string, before: string, [out, put]: readonly [string, string]): Step {
  const at = Buffer.from(before.slice(0, before.indexOf(out))).length
  const splice = { at, out: Buffer.from(out).toString('base64'), in: Buffer.from(put).toString('base64') }
  return fileStepOf(path, Buffer.from(before), [splice])
}

export function fileStepOf(path: string, before: Buffer, splices: readonly Splice[]): Step {
  return { kind: 'file', path, before: fingerprintOf(before), after: fingerprintOf(spliced(before, splices)), splices }
}

export function changeOf(id: string, steps: readonly Step[], more: Partial<Change> = {}): Change {
  return {
    id,
    title: id,
    subject: 'screenconnect',
    verify: [],
    steps,
    shown: [],
    affected: '',
    restart: 'nothing',
    downtime: '',
    lockedOut: [],
    confirm: false,
    ...more,
  }
}

export function planOf(...changes: readonly Change[]): Plan {
  return {
    schema: 'bollwerk.plan/1',
    site: 'Muster-MSP',
    language: 'de',
    createdAt: '2026-11-25T09:00:00Z',
    tool: { version: '0.1.0' },
    keepAccess: [],
    changes,
    tasks: [],
  }
}

/** An order whose controls are content with everything and which somebody confirms at once. */
export function orderOf(workshop: Workshop, plan: Plan, more: Partial<ApplyOrder> = {}): ApplyOrder {
  return {
    plan,
    hash: someHash,
    folder: workshop.folder,
    grounds,
    verify: async () => ({ outcome: 'pass', detail: 'content' }),
    confirmation: { wait: async () => true },
    onProgress: () => undefined,
    now: Date.now,
    deadMan: { watch: async () => undefined },
    ...more,
  }
}

import { sha256Of } from '../fingerprint.ts'
import type { BundleEnding, BundleReason } from './ending.ts'

/** What a script writes of one thing, without the two fields that every line has. */
export type LineSketch = { readonly kind: string } & Readonly<Record<string, unknown>>

export interface JournalSketch {
  /** SHA-256 of the plan. */
  readonly plan: string
  readonly at?: string
}

/** A journal as `Add-Record` of the scripts writes it: each line with the SHA-256 of the one before. */
export function writtenJournal(
  lines: readonly LineSketch[],
  { plan, at = '2026-11-25T09:00:00.000Z' }: JournalSketch,
): string {
  let chain = plan
  let text = ''
  for (const line of lines) {
    const row = asPowershell(JSON.stringify({ chain, at, ...line }))
    chain = sha256Of(Buffer.from(row))
    text += `${row}\n`
  }
  return text
}

/** Windows PowerShell 5.1 escapes these four signs in JSON. */
function asPowershell(json: string): string {
  return json.replaceAll(/[<>&']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
}

export function begun(
  plan: string,
  changes: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): LineSketch {
  return {
    kind: 'begun',
    schema: 'bollwerk.bundle-journal/1',
    action: 'apply',
    plan,
    site: 'Muster-MSP',
    machine: 'RMM01',
    language: 'de',
    tool: '0.1.0',
    changes,
    ...more,
  }
}

/** A change that was made, step by step. */
export function madeSteps(change: string, steps: number): readonly LineSketch[] {
  return Array.from({ length: steps }, (_, step) => [
    { kind: 'intent', change, step },
    { kind: 'made', change, step },
  ]).flat()
}

export interface Why {
  readonly reason: BundleReason
  readonly place?: string
  readonly cause?: string
}

export function endedAs(change: string, ending: BundleEnding, why?: Why): LineSketch {
  return { kind: 'ended', change, ending, reason: '', place: '', cause: '', ...why }
}

export const finished: LineSketch = { kind: 'finished' }

import { dayInBerlin } from '../model/berlin.ts'
import type { ServerKind } from '../model/server.ts'
import type { Control } from './control.ts'

/** What an entry of the policy is about, and when it holds: an exception, an attestation, a dispute. */
export interface Scoped {
  readonly control: string
  readonly version: number
  readonly server?: ServerKind
  readonly item?: string
  readonly since: string
  readonly until: string
}

/** A control about one server at one moment. */
export interface Subject {
  readonly control: Pick<Control, 'id' | 'version'>
  readonly server: ServerKind
  /** Milliseconds since 1970. */
  readonly now: number
}

/** `other-version`: its days are not over, but the control asks something else now. */
export type Standing = 'in-force' | 'other-version' | 'ended' | 'to-come'

/** How an entry stands: its days are those of Berlin, and it holds only for the version that it names. */
export function standingOf(entry: Scoped, version: number, now: number): Standing {
  const today = dayInBerlin(now)
  if (today < entry.since) return 'to-come'
  if (entry.until < today) return 'ended'
  return entry.version === version ? 'in-force' : 'other-version'
}

/** The entries about a control on a server, in force or not. */
export function entriesFor<Entry extends Scoped>(
  entries: readonly Entry[],
  control: string,
  server: ServerKind,
): readonly Entry[] {
  return entries.filter((entry) => entry.control === control && (entry.server ?? server) === server)
}

/** Of entries about one control the one that speaks for an item: one in force first, else the one that comes nearest. */
export function speakingFor<Entry extends Scoped>(
  entries: readonly Entry[],
  item: string | undefined,
  { control, now }: Subject,
): { readonly entry: Entry; readonly standing: Exclude<Standing, 'to-come'> } | undefined {
  const fitting = entries.filter((entry) => entry.item === undefined || entry.item === item)
  const standings = fitting.map((entry) => standingOf(entry, control.version, now))
  for (const standing of ['in-force', 'other-version', 'ended'] as const) {
    // The last one in the file is the latest that somebody wrote.
    const entry = fitting[standings.lastIndexOf(standing)]
    if (entry) return { entry, standing }
  }
  return undefined
}

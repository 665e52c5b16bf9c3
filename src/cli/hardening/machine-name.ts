import { hostname } from 'node:os'
import { machineOf } from '../../controls/machines.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import { Refusal } from '../refusal.ts'

/**
 * The name that evidence from this machine carries, for facts of one kind (`screenconnect.`): the one given, else the
 * one that the stored evidence knows, so that a new look replaces the old one and does not stand beside it.
 */
export function machineNameFor(kind: string, stored: readonly Evidence[], given: string | undefined): string {
  if (given !== undefined) return given
  const known = [...new Set(stored.filter(({ fact }) => fact.startsWith(kind)).map(machineOf))]
  const [first, second] = known
  if (second === undefined) return first ?? hostname()
  if (known.includes(hostname())) return hostname()
  const names = known.join(', ')
  throw new Refusal(
    say(
      `Die Belege kennen mehrere Rechner (${names}). Nennen Sie mit --machine den, auf dem Bollwerk hier läuft.`,
      `The evidence knows several machines (${names}). Name the one that Bollwerk runs on here with --machine.`,
    ),
  )
}

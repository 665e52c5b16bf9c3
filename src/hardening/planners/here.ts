import { machineOf } from '../../controls/machines.ts'
import type { Finding } from '../../model/assessment.ts'
import { say, type Text } from '../../model/text.ts'
import type { Left, Reach } from '../planner.ts'

/** What a finding of Windows is about: `EnableLUA` of the item `SQL01/EnableLUA`. */
export function subjectOf({ item = '' }: Finding): string {
  return item.slice(item.lastIndexOf('/') + 1)
}

/** Why a finding is not planned for on this machine; absent where it is. */
export function notHere(finding: Finding, reach: Reach): Text | undefined {
  if (finding.outcome !== 'fail') return notKnown
  if (!reach.readRegistry) return noRegistry
  const machine = seenWithin(finding)
  const isOther = reach.machine !== undefined && machine !== undefined && !isSame(machine, reach.machine)
  return isOther ? otherMachine(machine) : undefined
}

/** Findings that one reason keeps from being planned for. */
export function leftBecause(findings: readonly Finding[], reason: Text): readonly Left[] {
  return findings.map(({ id }) => ({ finding: id, reason }))
}

function seenWithin({ evidence }: Finding): string | undefined {
  const piece = evidence.find(({ witness }) => witness === 'inside')
  return piece && machineOf(piece)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

const notKnown = say(
  'Solange nicht bekannt ist, wie es steht, ändert Bollwerk nichts. Bitte erheben Sie die Belege noch einmal.',
  'While it is not known how things stand Bollwerk changes nothing. Please collect the evidence again.',
)

const noRegistry = say(
  'Bollwerk läuft nicht auf diesem Server und erreicht seine Registry nicht. Bitte führen Sie bollwerk plan auf dem Server aus.',
  'Bollwerk does not run on this server and cannot reach its registry. Please run bollwerk plan on the server.',
)

function otherMachine(machine: string): Text {
  return say(
    `Das betrifft ${machine}, nicht diesen Rechner. Bitte führen Sie bollwerk plan auf ${machine} aus.`,
    `This is about ${machine}, not this machine. Please run bollwerk plan on ${machine}.`,
  )
}

import { type Advisory, parseVersion, type Version, verdictOn } from '../catalog/index.ts'
import { type Evidence, isSeen } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import { namedAdvisory } from './advisory-judgement.ts'
import { affectedClientInWords } from './advisory-words.ts'
import type { Judgement, Question } from './control.ts'
import { machineOf, newestPerMachine } from './machines.ts'
import { quotation } from './quotation.ts'

/** A client of ScreenConnect of which a witness inside saw the version. */
export interface SeenClient {
  readonly version: Version
  /** What and where it is, at the beginning of a sentence. */
  readonly what: Text
  readonly evidence: Evidence
}

/**
 * The clients that the server hands out, and those that run on the servers themselves. They say nothing of clients on
 * other machines.
 */
export function seenClients(question: Question): readonly SeenClient[] {
  return [...handedOut(question), ...onServers(question)]
}

function handedOut({ evidence }: Question): readonly SeenClient[] {
  const programs = evidence
    .about('screenconnect', 'screenconnect.version')
    .filter((piece) => isSeen(piece) && piece.value.part === 'client')
  return newestPerMachine(programs).flatMap((piece) => {
    if (!isSeen(piece)) return []
    const machine = machineOf(piece)
    const what = say(
      `${machine}: Der vom Server ausgegebene Client`,
      `${machine}: the client that the server hands out`,
    )
    return of(piece.value.text, what, piece)
  })
}

function onServers({ evidence }: Question): readonly SeenClient[] {
  const pieces = (['automate', 'screenconnect'] as const).flatMap((server) =>
    newestPerMachine(evidence.about(server, 'windows.screenconnect')),
  )
  const machines = new Map(pieces.map((piece) => [machineOf(piece), piece]))
  return [...machines].flatMap(([machine, piece]) =>
    isSeen(piece)
      ? piece.value.clients.flatMap(({ name, version }) => {
          const shown = quotation(name)
          return of(version ?? '', say(`${machine}: Der Client „${shown}“`, `${machine}: the client "${shown}"`), piece)
        })
      : [],
  )
}

function of(text: string, what: Text, evidence: Evidence): readonly SeenClient[] {
  const parsed = parseVersion('screenconnect', text)
  return parsed.ok ? [{ version: parsed.value, what, evidence }] : []
}

/** That an advisory affects clients which were seen; none if it does not. */
export function affectedClients(advisory: Advisory, clients: readonly SeenClient[]): readonly Judgement[] {
  const affected = clients.filter(({ version }) => verdictOn(advisory, version) === 'affected')
  if (affected.length === 0) return []
  const detail = affectedClientInWords(advisory, affected)
  return [{ ...namedAdvisory(advisory), outcome: 'fail', detail, evidence: affected.map((client) => client.evidence) }]
}

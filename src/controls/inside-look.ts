import type { EvidenceSet, Facts } from '../evidence/facts.ts'
import type { WindowsFacts } from '../evidence/windows/facts.ts'
import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import type { ServerKind } from '../model/server.ts'
import { joined, say, type Text, verbatim } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { machineOf, newestPerMachine } from './machines.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import { windowsFactWords } from './windows-fact-words.ts'

export type WindowsFactName = keyof WindowsFacts

/** One of the machines behind a server, as its newest look from within shows it. */
export interface Machine {
  readonly name: string
  /** The newest piece, seen or missing; absent if the collector brought none. */
  about<Name extends WindowsFactName>(fact: Name): Evidence<Facts[Name]> | undefined
  /** The newest piece, if it was seen. */
  seen<Name extends WindowsFactName>(fact: Name): Seen<Facts[Name]> | undefined
}

/** What the people are told to do where nobody has looked inside. */
export const nobodyLookedInside: Text = say(
  'In den Server hat noch niemand hineingesehen. Lassen Sie bollwerk collect windows ein Skript schreiben, führen Sie es auf dem Server aus und übernehmen Sie seine Datei mit bollwerk import.',
  'Nobody has looked inside the server yet. Let bollwerk collect windows write a script, run it on the server and take its file in with bollwerk import.',
)

/** Every machine on which the collector ran, by name. */
export function machinesOf({ evidence, server }: Question): readonly Machine[] {
  const known = machinesBehind.get(evidence) ?? new Map<ServerKind, readonly Machine[]>()
  const machines = known.get(server.kind) ?? machinesIn(evidence, server.kind)
  machinesBehind.set(evidence, known.set(server.kind, machines))
  return machines
}

/** Nearly every control asks for the machines, and a site may have many. */
const machinesBehind = new WeakMap<EvidenceSet, Map<ServerKind, readonly Machine[]>>()

function machinesIn(evidence: EvidenceSet, server: ServerKind): readonly Machine[] {
  const pieces = new Map<string, Map<WindowsFactName, Evidence>>()
  for (const fact of Object.keys(windowsFactWords).filter(isWindowsFact))
    for (const piece of newestPerMachine(evidence.about(server, fact))) {
      const name = machineOf(piece)
      pieces.set(name, (pieces.get(name) ?? new Map<WindowsFactName, Evidence>()).set(fact, piece))
    }
  return [...pieces].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, newest]) => machine(name, newest))
}

function machine(name: string, newest: ReadonlyMap<WindowsFactName, Evidence>): Machine {
  // What stands under a fact's name was asked of the evidence by that very name.
  const about = <Name extends WindowsFactName>(fact: Name) => newest.get(fact) as Evidence<Facts[Name]> | undefined
  return {
    name,
    about,
    seen: (fact) => {
      const piece = about(fact)
      return piece && isSeen(piece) ? piece : undefined
    },
  }
}

/**
 * Judges each machine behind a server by itself. Every text begins with the name of its machine, and so does every
 * item if there is more than one. Without any machine the answer is `unknown` and says how to look.
 */
export function onEveryMachine(
  question: Question,
  judge: (machine: Machine) => readonly Judgement[],
): readonly Judgement[] {
  const machines = machinesOf(question)
  if (machines.length === 0) return [unknownBecause(nobodyLookedInside, [])]
  return machines.flatMap((machine) => judge(machine).map((judgement) => told(judgement, machine, machines.length > 1)))
}

/** The same for a control that needs one fact of each machine. */
export function onEveryMachineWith<Name extends WindowsFactName>(
  question: Question,
  fact: Name,
  judge: (piece: Seen<Facts[Name]>, machine: Machine) => readonly Judgement[],
): readonly Judgement[] {
  return onEveryMachine(question, (machine) => {
    const piece = machine.seen(fact)
    return piece ? judge(piece, machine) : [lacking(machine, fact)]
  })
}

/** `unknown`, because a fact of a machine could not be had. */
export function lacking(machine: Machine, fact: WindowsFactName): Judgement {
  const piece = machine.about(fact)
  const { de, en } = windowsFactWords[fact]
  if (!piece || isSeen(piece))
    return unknownBecause(
      say(
        `${de} fehlt in den Belegen. Führen Sie das Skript in seiner heutigen Fassung noch einmal aus.`,
        `${en} is missing from the evidence. Run the script again in its present version.`,
      ),
      [],
    )
  const why = missingInSentence(piece.missing)
  const denied = say('Führen Sie das Skript als Administrator aus.', 'Run the script as administrator.')
  const what = say(`${de} war nicht zu lesen: ${why.de}.`, `${en} could not be read: ${why.en}.`)
  return unknownBecause(piece.missing.reason === 'denied' ? joined([what, denied]) : what, [piece])
}

/** Whether something was looked for on a machine and is not there at all, such as IIS. */
export function isAbsent(machine: Machine, fact: WindowsFactName): boolean {
  const piece = machine.about(fact)
  return piece !== undefined && !isSeen(piece) && piece.missing.reason === 'absent'
}

function told(judgement: Judgement, machine: Machine, several: boolean): Judgement {
  const name = quotation(machine.name)
  const detail = joined([verbatim(`${name}:`), judgement.detail])
  if (!several) return { ...judgement, detail }
  const item = judgement.item === undefined ? name : `${name}/${judgement.item}`
  return { ...judgement, item, detail }
}

function isWindowsFact(name: string): name is WindowsFactName {
  return name in windowsFactWords
}

import type { TlsVersion } from '../evidence/outside/facts.ts'
import type { SchannelFact } from '../evidence/windows/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { say } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { onEveryMachineWith } from './inside-look.ts'
import { unknownBecause } from './open-question.ts'
import { schannelSays } from './schannel.ts'
import { tlsVersionNames } from './tls-look.ts'

const outdated: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1']

/**
 * What the settings of Windows say about the TLS versions, for where nobody has seen a handshake. Empty if they
 * settle nothing: then only the handshake decides (assessment.md §5.8).
 */
export function versionsBySchannel(question: Question): readonly Judgement[] {
  const judgements = onEveryMachineWith(question, 'windows.tls', judged)
  return judgements.some(({ outcome }) => outcome !== 'unknown') ? judgements : []
}

function judged(piece: Seen<SchannelFact>): readonly Judgement[] {
  const on = outdated.filter((version) => schannelSays(piece.value, version) === 'on')
  if (on.length > 0) return on.map((version) => switchedOn(version, piece))
  const settled =
    outdated.every((version) => schannelSays(piece.value, version) === 'off') &&
    schannelSays(piece.value, 'TLSv1.2') !== 'off'
  if (!settled) return [unknownBecause(leftToWindows, [piece])]
  const detail = say(
    'Laut Einstellung von Windows sind TLS 1.0 und 1.1 aus. Den Handschlag selbst hat noch niemand gesehen.',
    'By the settings of Windows TLS 1.0 and 1.1 are off. Nobody has seen the handshake itself yet.',
  )
  return [{ outcome: 'pass', detail, evidence: [piece] }]
}

function switchedOn(version: TlsVersion, piece: Seen<SchannelFact>): Judgement {
  const name = tlsVersionNames[version]
  const detail = say(
    `${name} ist in Windows (SCHANNEL) ausdrücklich eingeschaltet, obwohl es zurückgezogen ist.`,
    `${name} is switched on explicitly in Windows (SCHANNEL) although it was withdrawn.`,
  )
  return { item: version, outcome: 'fail', severity: 'medium', detail, evidence: [piece] }
}

const leftToWindows = say(
  'In der Registry ist nicht für jede Version gesetzt, ob Windows sie anbietet; dann gilt die Vorgabe der Ausgabe. Der Handschlag von außen entscheidet.',
  'The registry does not say for every version whether Windows offers it; then the default of the edition holds. The handshake from outside decides.',
)

import type { AutomateFacts } from '../evidence/automate/facts.ts'
import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import { say } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'

type AutomateFact = keyof AutomateFacts

const dayMs = 86_400_000

/**
 * The look at Automate itself that counts: the newest, and of two that are less than a day apart the one over the API,
 * which knows more than the database.
 */
export function automateLook<Name extends AutomateFact>(
  question: Question,
  fact: Name,
): Seen<AutomateFacts[Name]> | undefined {
  const [newest, ...others] = automateLooks(question, fact)
  if (newest === undefined || newest.value.by === 'api') return newest
  const byApi = others.find(({ value, at }) => value.by === 'api' && Date.parse(newest.at) - Date.parse(at) < dayMs)
  return byApi ?? newest
}

/** Every look that saw something, newest first. */
export function automateLooks<Name extends AutomateFact>(
  { evidence, server }: Question,
  fact: Name,
): readonly Seen<AutomateFacts[Name]>[] {
  const pieces: readonly Evidence<AutomateFacts[Name]>[] = evidence.about(server.kind, fact)
  return pieces.filter((piece) => isSeen(piece))
}

/** The answer where nobody saw the fact: why, and what would show it. */
export function automateUnseen({ evidence, server }: Question, fact: AutomateFact): Judgement {
  const pieces: readonly Evidence[] = evidence.about(server.kind, fact)
  const [newest] = pieces.flatMap((piece) => (isSeen(piece) ? [] : [piece]))
  if (!newest)
    return unknownBecause(
      say(
        'Das zeigt nur der Blick in den Server. Bitte führen Sie bollwerk collect automate aus.',
        'Only a look inside the server shows this. Please run bollwerk collect automate.',
      ),
      [],
    )
  const why = missingInSentence(newest.missing)
  return unknownBecause(
    say(
      `Der Blick in den Server brachte das nicht: ${why.de}. Geben Sie dem fragenden Konto Leserechte dafür, oder prüfen Sie es von Hand.`,
      `The look inside the server did not bring this: ${why.en}. Give the account that asks the right to read it, or check it by hand.`,
    ),
    [newest],
  )
}

/** The answer where only the database was asked, which does not tell this. */
export function onlyByDatabase(evidence: readonly Evidence[]): Judgement {
  return unknownBecause(
    say(
      'Die Datenbank allein sagt das nicht. Bitte fragen Sie die REST-Schnittstelle: bollwerk collect automate ohne --database.',
      'The database alone does not tell this. Please ask the REST interface: bollwerk collect automate without --database.',
    ),
    evidence,
  )
}

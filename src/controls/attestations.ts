import type { Attestation } from '../model/attestation.ts'
import type { Evidence } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judgement, Overlaid, RemedyText } from './control.ts'
import { entriesFor, type Subject, speakingFor, standingOf } from './scope.ts'

/**
 * Puts the answers of persons where no evidence gave one. What evidence settled stays as it is; where a person says
 * otherwise, that is a finding of its own. An answer that has ended, or that was given to another version of the
 * control, no longer counts: the question is open again, and its text says so before anything else.
 */
export function underAttestations(
  judgements: readonly Overlaid[],
  attestations: readonly Attestation[],
  subject: Subject,
): readonly Overlaid[] {
  const own = entriesFor(attestations, subject.control.id, subject.server)
  if (own.length === 0) return judgements
  const contradicted = own.filter((attestation) => isContradicted(attestation, judgements, subject))
  const standing = own.filter((attestation) => !contradicted.includes(attestation))
  return [
    ...judgements.map((judgement) => (isOpen(judgement) ? answered(judgement, standing, subject) : judgement)),
    ...contradicted.map((attestation) => contradiction(attestation, judgements)),
  ]
}

/** The answer of a person as a piece of evidence on paper. */
function onPaper({ control, server, since, ...said }: Attestation): Evidence {
  const { answer, by, until, note, attachment } = said
  return {
    fact: 'paper.attestation',
    witness: 'paper',
    server,
    source: `bollwerk.yaml: attestations, ${control}`,
    at: `${since}T00:00:00.000Z`,
    value: { answer, by, until, note, ...(attachment === undefined ? {} : { attachment }) },
  }
}

function isOpen({ outcome }: Overlaid): boolean {
  return outcome === 'unknown' || outcome === 'manual'
}

function isContradicted(attestation: Attestation, judgements: readonly Overlaid[], { control, now }: Subject): boolean {
  if (standingOf(attestation, control.version, now) !== 'in-force') return false
  return judgements.some((judgement) => saysOtherwise(judgement, attestation))
}

function saysOtherwise({ item, outcome }: Overlaid, attestation: Attestation): boolean {
  const about = attestation.item === undefined || attestation.item === item
  return about && outcome === (attestation.answer === 'pass' ? 'fail' : 'pass')
}

function answered(judgement: Overlaid, attestations: readonly Attestation[], subject: Subject): Overlaid {
  const found = speakingFor(attestations, judgement.item, subject)
  if (!found) return judgement
  const { entry, standing } = found
  const { detail, evidence } = judgement
  if (standing === 'ended') return { ...judgement, detail: joined([ended(entry), detail]) }
  if (standing === 'other-version')
    return { ...judgement, detail: joined([ofOtherVersion(entry, subject.control.version), detail]) }
  // What was stale is answered anew.
  const { overlay: _, ...rest } = judgement
  return { ...rest, outcome: entry.answer, detail: statement(entry), evidence: [...evidence, onPaper(entry)] }
}

function statement({ answer, by, since, until, note, attachment }: Attestation): Text {
  const said = answer === 'pass' ? say('erfüllt', 'met') : say('nicht erfüllt', 'not met')
  const document = attachment === undefined ? '' : ` [${attachment.file}]`
  return say(
    `Kein Beleg konnte das klären; ${by} hat am ${since} geantwortet: ${said.de}, gültig bis ${until}. ${note}${document}`,
    `No evidence could settle this; ${by} answered on ${since}: ${said.en}, valid until ${until}. ${note}${document}`,
  )
}

function ended({ by, until }: Attestation): Text {
  return say(
    `Die Antwort von ${by} galt bis ${until} und zählt nicht mehr. Sehen Sie neu nach, und antworten Sie dann erneut (bollwerk attest).`,
    `The answer of ${by} was valid until ${until} and no longer counts. Look again, and then answer anew (bollwerk attest).`,
  )
}

function ofOtherVersion({ by, since, version }: Attestation, current: number): Text {
  return say(
    `Die Antwort von ${by} vom ${since} zählt nicht mehr: Sie galt Version ${version} der Prüfung, und die Prüfung fragt inzwischen etwas anderes (Version ${current}). Antworten Sie erneut (bollwerk attest).`,
    `The answer of ${by} of ${since} no longer counts: it was for version ${version} of the control, and the control asks something else by now (version ${current}). Answer anew (bollwerk attest).`,
  )
}

function contradiction(attestation: Attestation, judgements: readonly Overlaid[]): Judgement {
  const { answer, by, since, item } = attestation
  const against = judgements.filter((judgement) => saysOtherwise(judgement, attestation))
  const detail =
    answer === 'pass'
      ? say(
          `${by} hat am ${since} geantwortet, dies sei erfüllt; die Belege zeigen das Gegenteil.`,
          `${by} answered on ${since} that this is met; the evidence shows the opposite.`,
        )
      : say(
          `${by} hat am ${since} geantwortet, dies sei nicht erfüllt; die Belege zeigen das Gegenteil.`,
          `${by} answered on ${since} that this is not met; the evidence shows the opposite.`,
        )
  return {
    item: ['attestation', ...(item === undefined ? [] : [item])].join('/'),
    outcome: 'fail',
    title: say(
      'Eine Antwort auf Papier und die Belege widersprechen einander',
      'An answer on paper and the evidence contradict each other',
    ),
    detail,
    evidence: [onPaper(attestation), ...against.flatMap(({ evidence }) => evidence)],
    remedy: clearUp,
  }
}

const clearUp: RemedyText = {
  summary: say(
    'Klären Sie, wer recht hat: Sehen Sie neu nach, und ziehen Sie dann die Antwort zurück oder beheben Sie den Mangel.',
    'Find out who is right: look again, and then withdraw the answer or repair the fault.',
  ),
  steps: [
    say(
      'Sehen Sie auf dem Server selbst nach, was der Beleg zeigt, und erheben Sie die Belege neu.',
      'Look on the server itself at what the evidence shows, and collect the evidence again.',
    ),
    say(
      'Stimmt die Antwort nicht, so ziehen Sie sie zurück: bollwerk attest PRÜFUNG --server SERVER --withdraw',
      'If the answer is wrong, withdraw it: bollwerk attest CONTROL --server SERVER --withdraw',
    ),
    say(
      'Stimmt der Beleg nicht, so melden Sie das Ergebnis: bollwerk dispute BEFUND --reason TEXT --bundle DATEI',
      'If the evidence is wrong, report the result: bollwerk dispute FINDING --reason TEXT --bundle FILE',
    ),
  ],
  automatic: false,
}

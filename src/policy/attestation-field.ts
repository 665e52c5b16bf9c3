import { say } from '../model/text.ts'
import type { Field } from './field.ts'

/** The fields of the list `attestations`, by their place in the policy. */
export const attestationFields: Readonly<Record<string, Field>> = {
  attestations: {
    purpose: say(
      'was Personen auf Fragen geantwortet haben, die kein Beleg klären konnte, höchstens zwölf Monate lang; "bollwerk attest" schreibt sie',
      'what persons answered to questions that no evidence could settle, for twelve months at most; "bollwerk attest" writes them',
    ),
    example: 'attestations: []',
  },
  'attestations[]': {
    purpose: say('die Antwort einer Person', 'the answer of a person'),
    example:
      '{ control: isolated-network.segment, version: 1, server: automate, answer: pass, by: A. Muster, note: VLAN 20 besichtigt, since: 2026-11-23, until: 2027-05-31 }',
  },
  'attestations[].control': {
    purpose: say('die Kennung der Prüfung, wie sie im Bericht steht', 'the id of the control as the report shows it'),
    example: 'control: isolated-network.segment',
  },
  'attestations[].version': {
    purpose: say('die Version der Prüfung, auf die geantwortet wurde', 'the version of the control that was answered'),
    example: 'version: 1',
  },
  'attestations[].server': {
    purpose: say('der Server, über den etwas gesagt wird', 'the server that something is said about'),
    example: 'server: automate',
  },
  'attestations[].item': {
    purpose: say(
      'das eine Ergebnis der Prüfung, auf das geantwortet wird; ohne Angabe alle offenen',
      'the one result of the control that is answered; everything that is open without this',
    ),
    example: 'item: RMM01',
  },
  'attestations[].answer': {
    purpose: say('die Antwort: pass oder fail', 'the answer: pass or fail'),
    example: 'answer: pass',
  },
  'attestations[].by': { purpose: say('wer es sagt', 'who says so'), example: 'by: A. Muster' },
  'attestations[].note': {
    purpose: say('was angesehen wurde und wie', 'what was looked at and how'),
    example: 'note: VLAN 20 besichtigt',
  },
  'attestations[].attachment': {
    purpose: say(
      'ein Dokument, das es zeigt, mit seinem SHA-256-Wert',
      'a document that shows it, with its SHA-256 digest',
    ),
    example: 'attachment: { file: vlan.pdf, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 }',
  },
  'attestations[].attachment.file': {
    purpose: say('der Name der Datei', 'the name of the file'),
    example: 'file: vlan.pdf',
  },
  'attestations[].attachment.sha256': {
    purpose: say('ihr SHA-256-Wert', 'its SHA-256 digest'),
    example: 'sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  },
  'attestations[].since': {
    purpose: say('der Tag, an dem es gesagt wurde', 'the day on which it was said'),
    example: 'since: 2026-11-23',
  },
  'attestations[].until': {
    purpose: say(
      'der letzte Tag, an dem es zählt, bis Mitternacht in Berlin, höchstens zwölf Monate nach since',
      'the last day on which it counts, until midnight in Berlin, at most twelve months after since',
    ),
    example: 'until: 2027-05-31',
  },
}

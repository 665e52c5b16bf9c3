import type { Attestation } from '../../model/attestation.ts'
import { endOfDayInBerlin } from '../../model/berlin.ts'
import { say, type Text } from '../../model/text.ts'
import { attestationItem } from '../../policy/living-item.ts'
import { type Program, print } from '../program.ts'
import { shownEnd } from '../term.ts'
import type { AttestFlags } from './command.ts'

interface Deed {
  readonly action: 'attested' | 'withdrawn'
  readonly attestation: Attestation
}

/** Says what was written and what it means; with `--json` as `bollwerk.attestation/1`. */
export function report(program: Program, { json, policy }: AttestFlags, { action, attestation }: Deed): void {
  if (json) {
    const ends = endOfDayInBerlin(attestation.until)
    const answer = { schema: 'bollwerk.attestation/1', action, attestation: attestationItem(attestation), ends }
    print(program, JSON.stringify(answer, undefined, 2))
    return
  }
  const texts = action === 'withdrawn' ? withdrawn(policy, attestation) : attested(policy, attestation)
  for (const text of texts) print(program, text[program.language])
}

function attested(path: string, attestation: Attestation): readonly Text[] {
  const { by, answer, until, attachment } = attestation
  const end = shownEnd(until)
  return [
    say(
      `In ${path} eingetragen: ${nameOf(attestation)}, Antwort ${answer} von ${by}, ${end.de}.`,
      `Written into ${path}: ${nameOf(attestation)}, answer ${answer} of ${by}, ${end.en}.`,
    ),
    ...(attachment === undefined
      ? []
      : [
          say(
            `Anlage: ${attachment.file}, SHA-256 ${attachment.sha256}. Bewahren Sie die Datei auf.`,
            `Attachment: ${attachment.file}, SHA-256 ${attachment.sha256}. Keep the file.`,
          ),
        ]),
    say(
      'Die Antwort zählt, solange kein Beleg etwas anderes zeigt und die Prüfung dieselbe Frage stellt.',
      'The answer counts as long as no evidence shows otherwise and the control asks the same question.',
    ),
  ]
}

function withdrawn(path: string, attestation: Attestation): readonly Text[] {
  const { by, answer } = attestation
  return [
    say(
      `Aus ${path} entfernt: ${nameOf(attestation)}, Antwort ${answer} von ${by}. Die Frage ist wieder offen.`,
      `Removed from ${path}: ${nameOf(attestation)}, answer ${answer} of ${by}. The question is open again.`,
    ),
  ]
}

function nameOf({ control, version, server, item }: Attestation): string {
  return [`${control} (Version ${version})`, server, item].filter((part) => part !== undefined).join(', ')
}

import { say } from '../model/text.ts'
import type { Field } from './field.ts'

/** The fields of the list `disputes`, by their place in the policy. */
export const disputeFields: Readonly<Record<string, Field>> = {
  disputes: {
    purpose: say(
      'Ergebnisse, die Sie für falsch halten; sie bleiben stehen, zählen weiter und sind als umstritten gekennzeichnet',
      'results that you hold to be wrong; they stay, still count and are marked as disputed',
    ),
    example: 'disputes: []',
  },
  'disputes[]': {
    purpose: say('ein umstrittenes Ergebnis', 'a disputed result'),
    example:
      '{ control: ports-minimal.tcp, version: 1, server: automate, item: "8080", reason: Der Port gehört zu einem anderen Gerät, since: 2026-11-23, until: 2027-01-31 }',
  },
  'disputes[].control': {
    purpose: say('die Kennung der Prüfung, wie sie im Bericht steht', 'the id of the control as the report shows it'),
    example: 'control: ports-minimal.tcp',
  },
  'disputes[].version': {
    purpose: say('die Version der Prüfung', 'the version of the control'),
    example: 'version: 1',
  },
  'disputes[].server': { purpose: say('der Server', 'the server'), example: 'server: automate' },
  'disputes[].item': {
    purpose: say(
      'das eine umstrittene Ergebnis der Prüfung; ohne Angabe alle',
      'the one disputed result of the control; all without this',
    ),
    example: 'item: "8080"',
  },
  'disputes[].reason': {
    purpose: say('warum Sie das Ergebnis für falsch halten', 'why you hold the result to be wrong'),
    example: 'reason: Der Port gehört zu einem anderen Gerät',
  },
  'disputes[].since': {
    purpose: say('der erste Tag, an dem der Einspruch gilt', 'the first day of the dispute'),
    example: 'since: 2026-11-23',
  },
  'disputes[].until': {
    purpose: say(
      'der letzte Tag, an dem der Einspruch gilt, bis Mitternacht in Berlin, höchstens zwölf Monate nach since',
      'the last day of the dispute, until midnight in Berlin, at most twelve months after since',
    ),
    example: 'until: 2027-01-31',
  },
}

import { say } from '../model/text.ts'
import type { Field } from './field.ts'

/** The fields of the list `exceptions`, by their place in the policy. */
export const exceptionFields: Readonly<Record<string, Field>> = {
  exceptions: {
    purpose: say(
      'befristet hingenommene Risiken, höchstens zwölf Monate lang; das Ergebnis der Prüfung bleibt sichtbar',
      'risks accepted for a time, twelve months at most; the outcome of the control stays visible',
    ),
    example: 'exceptions: []',
  },
  'exceptions[]': {
    purpose: say('ein befristet hingenommenes Risiko', 'a risk accepted for a time'),
    example:
      '{ control: ports-minimal.tcp, version: 1, server: automate, item: "8080", reason: Migration, owner: A. Muster, approver: B. Muster, since: 2026-11-23, until: 2027-01-31 }',
  },
  'exceptions[].control': {
    purpose: say('die Kennung der Prüfung, wie sie im Bericht steht', 'the id of the control as the report shows it'),
    example: 'control: ports-minimal.tcp',
  },
  'exceptions[].version': {
    purpose: say(
      'die Version der Prüfung, für die die Ausnahme genehmigt ist; ändert sich die Frage, gilt die Ausnahme nicht mehr',
      'the version of the control that the exception was approved for; when the question changes, the exception no longer holds',
    ),
    example: 'version: 1',
  },
  'exceptions[].server': {
    purpose: say(
      'der eine Server, für den die Ausnahme gilt; ohne Angabe beide',
      'the one server that the exception is for; both without this',
    ),
    example: 'server: automate',
  },
  'exceptions[].item': {
    purpose: say(
      'das eine Ergebnis der Prüfung, für das die Ausnahme gilt, etwa ein Port; ohne Angabe alle',
      'the one result of the control that the exception is for, such as a port; all without this',
    ),
    example: 'item: "8080"',
  },
  'exceptions[].reason': {
    purpose: say('warum das Risiko hingenommen wird', 'why the risk is accepted'),
    example: 'reason: Migration',
  },
  'exceptions[].owner': { purpose: say('wer verantwortlich ist', 'who is responsible'), example: 'owner: A. Muster' },
  'exceptions[].approver': {
    purpose: say('wer es genehmigt hat, eine andere Person', 'who approved it, another person'),
    example: 'approver: B. Muster',
  },
  'exceptions[].since': {
    purpose: say('der erste Tag, an dem es gilt', 'the first day on which it holds'),
    example: 'since: 2026-11-23',
  },
  'exceptions[].until': {
    purpose: say(
      'der letzte Tag, an dem es gilt, bis Mitternacht in Berlin, höchstens zwölf Monate nach since',
      'the last day on which it holds, until midnight in Berlin, at most twelve months after since',
    ),
    example: 'until: 2027-01-31',
  },
}

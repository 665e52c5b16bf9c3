import { say, type Text } from '../../model/text.ts'

/** What the verbs about exceptions and their flags are for. */
export const words: Readonly<
  Record<
    | 'routes'
    | 'add'
    | 'addFull'
    | 'list'
    | 'renew'
    | 'end'
    | 'subject'
    | 'server'
    | 'item'
    | 'reason'
    | 'owner'
    | 'approver'
    | 'since'
    | 'until'
    | 'version'
    | 'assessment'
    | 'number',
    Text
  >
> = {
  routes: say('Risiken befristet hinnehmen', 'Accept risks for a time'),
  add: say('Trägt eine Ausnahme in die Richtlinie ein', 'Writes an exception into the policy'),
  addFull: say(
    'Eine Ausnahme nimmt einen Mangel befristet hin: mit Begründung, einer verantwortlichen Person, einer anderen, die sie genehmigt, und einem letzten Tag, höchstens zwölf Monate entfernt. Die Prüfung läuft weiter, ihr Ergebnis bleibt sichtbar und bringt keine Punkte. Die Ausnahme gilt nur für die Version der Prüfung, für die sie genehmigt wurde. Was fehlt, wird am Bildschirm erfragt.',
    'An exception accepts a fault for a time: with a reason, a person who is responsible, another who approves, and a last day, twelve months away at most. The control keeps running, its outcome stays visible and earns no points. The exception holds only for the version of the control that it was approved for. Whatever is missing is asked for at the terminal.',
  ),
  list: say('Zeigt alle Ausnahmen, und welche bald enden', 'Shows all exceptions, and which end soon'),
  renew: say(
    'Genehmigt eine Ausnahme neu, für die jetzige Version der Prüfung',
    'Approves an exception anew, for the present version of the control',
  ),
  end: say('Entfernt eine Ausnahme; der Mangel zählt wieder', 'Removes an exception; the fault counts again'),
  subject: say(
    'Prüfung oder Befund, z. B. ports-minimal.tcp oder ports-minimal.tcp/automate/8080',
    'Control or finding, e.g. ports-minimal.tcp or ports-minimal.tcp/automate/8080',
  ),
  server: say('Nur für diesen Server', 'For this server only'),
  item: say('Nur für dieses Ergebnis, z. B. einen Port', 'For this result only, e.g. a port'),
  reason: say('Warum das Risiko hingenommen wird', 'Why the risk is accepted'),
  owner: say('Wer verantwortlich ist', 'Who is responsible'),
  approver: say('Wer es genehmigt, eine andere Person', 'Who approves it, another person'),
  since: say('Erster Tag; ohne Angabe heute', 'First day; today without this'),
  until: say('Letzter Tag, bis Mitternacht in Berlin', 'Last day, until midnight in Berlin'),
  version: say(
    'Version der Prüfung, die genehmigt wurde; nur die jetzige wird angenommen',
    'Version of the control that was approved; only the present one is taken',
  ),
  assessment: say(
    'Beurteilung (assess --json), an der geprüft wird, ob es das Ergebnis gibt',
    'Assessment (assess --json) in which the result is looked up',
  ),
  number: say('Nummer aus "bollwerk exception list"', 'Number from "bollwerk exception list"'),
}

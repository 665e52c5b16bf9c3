import type { Mapping } from '../model/assessment.ts'
import type { Witness } from '../model/evidence.ts'
import type { Outcome, Overlay, Severity } from '../model/outcome.ts'
import { say, type Text } from '../model/text.ts'
import type { Place } from '../model/vantage.ts'

// Every sentence that the reports add to what the assessment says. Functions take numbers and names, and nothing else.

export const outcomeWords: Readonly<Record<Outcome, Text>> = {
  pass: say('erfüllt', 'met'),
  fail: say('nicht erfüllt', 'not met'),
  unknown: say('ungeklärt', 'unknown'),
  'not-applicable': say('entfällt', 'not applicable'),
  manual: say('von Hand zu prüfen', 'to check by hand'),
  error: say('Prüfung gescheitert', 'faulty check'),
}

export const outcomeMeanings: Readonly<Record<Outcome, Text>> = {
  pass: say('Die Belege zeigen, dass es so ist, wie es sein soll.', 'The evidence shows that it is as it should be.'),
  fail: say('Die Belege zeigen, dass etwas zu beheben ist.', 'The evidence shows that something needs to be fixed.'),
  unknown: say(
    'Niemand konnte nachsehen, oder das Gesehene reicht nicht. Ungeklärt zählt nie als erfüllt.',
    'Nobody could look, or what was seen does not settle it. Unknown never counts as met.',
  ),
  'not-applicable': say('Die Frage stellt sich hier nicht.', 'The question does not arise here.'),
  manual: say('Nur eine Person kann das beantworten.', 'Only a person can answer this.'),
  error: say('Die Prüfung selbst hat einen Fehler; sie sagt nichts.', 'The check itself is faulty; it tells nothing.'),
}

export const overlayWords: Readonly<Record<Overlay, Text>> = {
  waived: say('Ausnahme', 'exception'),
  disputed: say('umstritten', 'disputed'),
  stale: say('veraltet', 'stale'),
}

export const overlayMeanings: Readonly<Record<Overlay, Text>> = {
  waived: say(
    'Ihr Haus hat das Risiko bis zu einem Datum hingenommen. Das Ergebnis bleibt, wie es ist.',
    'Your company has accepted the risk until a date. The outcome stays as it is.',
  ),
  disputed: say(
    'Die Belege widersprechen einander, oder jemand hält das Ergebnis für falsch.',
    'The pieces of evidence contradict each other, or somebody holds the outcome to be wrong.',
  ),
  stale: say('Die Belege sind zu alt, um darauf zu bauen.', 'The evidence is too old to rely on.'),
}

export const severityWords: Readonly<Record<Severity, Text>> = {
  critical: say('kritisch', 'critical'),
  high: say('hoch', 'high'),
  medium: say('mittel', 'medium'),
  low: say('niedrig', 'low'),
}

/** Who or what answers, as the subject of a sentence. */
export const witnessNames: Readonly<Record<Witness, Text>> = {
  inside: say('ein Blick in den Server', 'a look inside the server'),
  outside: say('ein neuer Blick von außen', 'another look from outside'),
  paper: say('Unterlagen wie die Konfiguration der Firewall', "documents such as the firewall's configuration"),
}

/** How a piece of evidence was come by. */
export const witnessWays: Readonly<Record<Witness, Text>> = {
  inside: say('von innen', 'from inside'),
  outside: say('von außen', 'from outside'),
  paper: say('aus Unterlagen', 'from documents'),
}

export const placeNames: Readonly<Record<Place, Text>> = {
  internet: say('Internet', 'internet'),
  technicians: say('Netz der Techniker', "technicians' network"),
  'main-network': say('eigenes Hauptnetz', 'own main network'),
  'server-segment': say('Segment der Server', "servers' segment"),
  unstated: say('Ort nicht angegeben', 'place not stated'),
}

export const relationWords: Readonly<Record<Mapping['relation'], Text>> = {
  supports: say('unterstützt', 'supports'),
  'partly-fulfils': say('erfüllt teilweise', 'partly fulfils'),
  fulfils: say('erfüllt', 'fulfils'),
}

export const reportTitle: Text = say('Sicherheitsbericht', 'Security report')
export const reportScope: Text = say(
  'ConnectWise Automate und ScreenConnect, selbst betrieben',
  'ConnectWise Automate and ScreenConnect, self-hosted',
)
export const lookedAt: Text = say('Geprüft', 'Assessed')
export const lookedFrom: Text = say('Blick von', 'Seen from')
export const catalogLabel: Text = say('Katalog', 'Catalogue')
export const toolLabel: Text = say('Werkzeug', 'Tool')
export const nowhere: Text = say('nirgends von außen', 'nowhere outside')
export const measuresHeading: Text = say('Die 14 Maßnahmen', 'The 14 measures')
export const findingsHeading: Text = say('Was zu beheben ist', 'What needs fixing')
export const nextHeading: Text = say('Was jetzt zu tun ist', 'What to do next')
export const standingHeading: Text = say('Wo Sie stehen', 'Where you stand')
export const technicianHeading: Text = say('Für die Technik', 'For the technician')
export const annexHeading: Text = say('Anhang', 'Annex')
export const methodHeading: Text = say('Wie geprüft wurde', 'How it was looked at')
export const openHeading: Text = say('Was ungeklärt ist', 'What is unknown')
export const legendHeading: Text = say('Was die Wörter bedeuten', 'What the words mean')

export const scoreLabel: Text = say('Punktzahl', 'Score')
export const ofHundred: Text = say('von 100', 'of 100')
export const scoreMeaning: Text = say(
  'Anteil der erfüllten Fragen, nach Schwere gewogen. Ungeklärtes und Ausnahmen bringen keine Punkte; solange ein kritischer Mangel offen ist, sind höchstens 40 zu erreichen.',
  'Share of the questions that are met, weighed by severity. What is unknown or excepted earns nothing; while a critical failure is open, 40 is the most.',
)
export const failingLabel: Text = say('Maßnahmen nicht erfüllt', 'Measures not met')
export const failingMeaning: Text = say(
  'Gezählt sind die Maßnahmen des Leitfadens, bei denen ein Beleg einen Mangel zeigt.',
  'Counted are the measures of the guidance for which evidence shows a failure.',
)
export const coverageLabel: Text = say('Fragen beantwortet', 'Questions answered')
export const coverageMeaning: Text = say(
  'Was nicht beantwortet ist, kann gut oder schlecht stehen. Der Anhang nennt, wer es beantworten kann.',
  'What is not answered may be fine or not. The annex names who can answer it.',
)

export function nothingToFix(answered: number): Text {
  return answered === 0
    ? say(
        'Ob etwas zu beheben ist, kann niemand sagen, denn es war nichts zu sehen.',
        'Whether anything needs fixing nobody can tell, because nothing could be seen.',
      )
    : say('Nach dem, was zu sehen war, ist nichts zu beheben.', 'By what could be seen, nothing needs fixing.')
}
export const answerNext: Text = say(
  'Klären Sie die offenen Fragen; was sie beantworten könnte, steht weiter unten.',
  'Have the open questions answered; what could answer them stands further down.',
)
export const lookAgain: Text = say(
  'Nichts Dringendes. Prüfen Sie nach jeder Änderung und mindestens einmal im Monat erneut.',
  'Nothing urgent. Assess again after every change, and once a month at least.',
)
export const boardHint: Text = say('in der Reihenfolge des Leitfadens', 'in the order of the guidance')
export const evidenceLabel: Text = say('Beleg', 'Evidence')
export const evidenceHeading: Text = say('Belege', 'Evidence')
export const noEvidence: Text = say('Dazu liegt kein Beleg vor.', 'There is no evidence on this.')
export const remedyLabel: Text = say('Abhilfe', 'Remedy')
export const adviceLabel: Text = say('Empfehlung', 'Advice')
export const downtimeLabel: Text = say('Ausfall', 'Downtime')
export const rollbackLabel: Text = say('Rückweg', 'Way back')
export const referencesLabel: Text = say('Zum Nachlesen', 'References')
export const mappingsLabel: Text = say('Bezug zu Normen', 'Standards')
export const expertLabel: Text = say('Termin buchen', 'Book an expert')
export const evidenceAbove: Text = say('Belege wie oben.', 'Evidence as above.')
export const stepsAbove: Text = say('Schritte wie oben', 'steps as above')
export const automaticNote: Text = say(
  'Was sich davon sicher zurücknehmen lässt, erledigt Bollwerk selbst: bollwerk plan.',
  'What of it can be taken back safely Bollwerk does by itself: bollwerk plan.',
)
export const noControls: Text = say(
  'Zu dieser Maßnahme wurde keine Frage gestellt.',
  'No question was asked about this measure.',
)
export const whatColumn: Text = say('Gesehen', 'Seen')
export const sourceColumn: Text = say('Quelle', 'Source')
export const whenColumn: Text = say('Zeit und Ort', 'Time and place')
export const questionColumn: Text = say('Frage', 'Question')
export const measureColumn: Text = say('Maßnahme', 'Measure')
export const serverColumn: Text = say('Server', 'Server')
export const whyColumn: Text = say('Warum ungeklärt', 'Why unknown')
export const whoColumn: Text = say('Antworten könnte', 'What could answer')
export const or: Text = say('oder', 'or')
export const somebody: Text = say('eine Person, die nachsieht', 'a person who looks')
export const notesOnUnstated: Text = say(
  'Ein Blick ohne genannten Ort sagt nicht, ob etwas aus dem Internet zu erreichen ist. Was davon abhängt, bleibt ungeklärt.',
  'A look without a stated place does not tell whether something can be reached from the internet. What depends on it stays unknown.',
)
export const nothingOpen: Text = say('Keine Frage ist offen geblieben.', 'No question was left open.')
export const skipToContent: Text = say('Zum Inhalt', 'To the content')
export const disclaimer: Text = say(
  'Der Bericht sagt, was zur genannten Zeit vom genannten Ort aus zu sehen war. Er ist kein Nachweis, dass es keine weiteren Schwachstellen gibt.',
  'This report tells what could be seen at the stated time from the stated place. It does not prove that there are no other weaknesses.',
)

/** How old the catalogue is; `day` is written in the language of the reader already. */
export function catalogAge(day: string, days: number): Text {
  return say(
    `Stand ${day}, ${days === 1 ? '1 Tag' : `${days} Tage`} alt`,
    `as of ${day}, ${days === 1 ? '1 day' : `${days} days`} old`,
  )
}

/** Warns that the catalogue cannot say any more what is current. */
export function catalogTooOld(days: number): Text {
  return say(
    `Der Katalog ist ${days} Tage alt. Ob eine Version aktuell ist, lässt sich damit nicht mehr sagen. Bitte aktualisieren Sie Bollwerk und prüfen Sie erneut.`,
    `The catalogue is ${days} days old. It can no longer tell whether a version is current. Please update Bollwerk and assess again.`,
  )
}

export function coverageSentence(answered: number, asked: number): Text {
  return say(`${answered} von ${asked} Fragen beantwortet`, `${answered} of ${asked} questions answered`)
}

export function scoreSentence(score: number): Text {
  return say(`Punktzahl ${score} von 100`, `Score ${score} of 100`)
}

export function failingSentence(failing: number, all: number): Text {
  return say(`${failing} von ${all} Maßnahmen nicht erfüllt`, `${failing} of ${all} measures not met`)
}

export function ofAll(all: number): Text {
  return say(`von ${all}`, `of ${all}`)
}

/** How many of the failing measures fail only by what was accepted. */
export function waivedNote(count: number): Text {
  return say(`Davon ${count} nur noch als hingenommene Ausnahme.`, `${count} of them by an accepted exception alone.`)
}

/** The first sentence a manager reads when failures of the worst kind are open. */
export function actNow(count: number): Text {
  return count === 1
    ? say('Handeln Sie heute: Ein Mangel ist kritisch.', 'Act today: one failure is critical.')
    : say(`Handeln Sie heute: ${count} Mängel sind kritisch.`, `Act today: ${count} failures are critical.`)
}

/** The first sentence when failures are open, none of them critical. */
export function actSoon(count: number): Text {
  return count === 1
    ? say('Ein Mangel ist zu beheben, keiner davon kritisch.', 'One failure needs fixing; it is not critical.')
    : say(
        `${count} Mängel sind zu beheben, keiner davon kritisch.`,
        `${count} failures need fixing; none of them is critical.`,
      )
}

export const nothingFailsSomethingOpen: Text = say(
  'Kein offener Mangel, aber noch kein vollständiges Bild.',
  'No open failure, but not yet the whole picture.',
)
export const nothingSeen: Text = say(
  'Es war nichts zu sehen: Keine einzige Frage ist beantwortet.',
  'Nothing could be seen: not a single question is answered.',
)
export const allMet: Text = say(
  'Kein offener Mangel: Alles, was gefragt wurde, ist beantwortet.',
  'No open failure: everything that was asked is answered.',
)

export const criticalMeaning: Text = say(
  'Wer diese Server übernimmt, erreicht über sie alle Rechner, die Sie betreuen.',
  'Whoever takes over these servers reaches every machine that you look after.',
)

export function openNote(count: number): Text {
  return count === 1
    ? say('Eine Frage ist ungeklärt.', 'One question is unknown.')
    : say(`${count} Fragen sind ungeklärt.`, `${count} questions are unknown.`)
}

/** Introduces the open questions by who could answer them. */
export function whoCouldAnswer(count: number): Text {
  return count === 1
    ? say('Wer die offene Frage beantworten könnte:', 'What could answer the open question:')
    : say(`Wer die ${count} offenen Fragen beantworten könnte:`, `What could answer the ${count} open questions:`)
}

export function moreOfTheSame(count: number): Text {
  return count === 1
    ? say('Behebt noch einen weiteren Mangel.', 'Also ends one more failure.')
    : say(`Behebt noch ${count} weitere Mängel.`, `Also ends ${count} more failures.`)
}

export function furtherActions(count: number): Text {
  return count === 1
    ? say('Dazu kommt ein weiterer Schritt.', 'There is one more thing to do.')
    : say(`Dazu kommen ${count} weitere Schritte.`, `There are ${count} more things to do.`)
}

export function furtherFailures(count: number): Text {
  return count === 1
    ? say('und ein weiterer Mangel', 'and one more failure')
    : say(`und ${count} weitere Mängel`, `and ${count} more failures`)
}

export function furtherQuestions(count: number): Text {
  return count === 1
    ? say('und eine weitere Frage', 'and one more question')
    : say(`und ${count} weitere Fragen`, `and ${count} more questions`)
}

export function furtherEvidence(count: number): Text {
  return count === 1
    ? say('und ein weiterer Beleg', 'and one more piece of evidence')
    : say(`und ${count} weitere Belege`, `and ${count} more pieces of evidence`)
}

export function couldNotSee({ de, en }: Text): Text {
  return say(`nicht zu sehen: ${de}`, `could not be seen: ${en}`)
}

/** How much of a list does not stand there, because the answer does not rest on it. */
export function notCited(entries: number): Text {
  return say(`${entries} weitere nicht angeführt`, `${entries} more not cited`)
}

export function controlsMet(count: number): Text {
  return count === 1
    ? say('1 Frage erfüllt', '1 question met')
    : say(`${count} Fragen erfüllt`, `${count} questions met`)
}

export function bookWith(name: string): Text {
  return say(`Termin mit ${name}`, `Appointment with ${name}`)
}

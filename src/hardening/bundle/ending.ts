import { say, type Text } from '../../model/text.ts'

/**
 * How a change of a bundle ended, in the words of the engine (`Ending`). Only one word differs: on the server nobody can
 * ask the control again, so nothing is `verified` there.
 */
export const bundleEndings = [
  'applied',
  'needs-restart',
  'without-effect',
  'failed-and-undone',
  'not-confirmed-and-undone',
  'undo-failed',
  'stopped',
  'undone',
] as const

export type BundleEnding = (typeof bundleEndings)[number]

export const endingWords: Readonly<Record<BundleEnding, Text>> = {
  applied: say('VORGENOMMEN, NOCH NICHT BEWIESEN', 'APPLIED, NOT YET PROVEN'),
  'needs-restart': say('VORGENOMMEN, NEUSTART NÖTIG', 'APPLIED, NEEDS A RESTART'),
  'without-effect': say('OHNE WIRKUNG', 'WITHOUT EFFECT'),
  'failed-and-undone': say('GESCHEITERT, ZURÜCKGENOMMEN', 'FAILED, TAKEN BACK'),
  'not-confirmed-and-undone': say('UNBESTÄTIGT, ZURÜCKGENOMMEN', 'NOT CONFIRMED, TAKEN BACK'),
  'undo-failed': say('RÜCKNAHME GESCHEITERT', 'UNDO FAILED'),
  stopped: say('NICHT BEGONNEN', 'NOT BEGUN'),
  undone: say('ZURÜCKGENOMMEN', 'TAKEN BACK'),
}

/** Why a change ended so, as the scripts write it down. */
export const bundleReasons = [
  'changed',
  'no-key',
  'no-file',
  'unreadable',
  'not-saved',
  'not-written',
  'without-effect',
  'something-else',
  'not-confirmed',
  'no-watcher',
  'halted',
  'foreign',
  'not-back',
] as const

export type BundleReason = (typeof bundleReasons)[number]

/** `{0}` is the place and `{1}` what Windows called the failure, both in the scripts and here. */
export const reasonWords: Readonly<Record<BundleReason, Text>> = {
  changed: say(
    '{0} ist nicht mehr so, wie der Plan es gesehen hat. Nichts wurde angefasst. Bitte machen Sie einen neuen Plan.',
    '{0} is no longer as the plan saw it. Nothing was touched. Please make a new plan.',
  ),
  'no-key': say(
    'Den Schlüssel von {0} gibt es nicht, und Bollwerk legt keine an. Nichts wurde angefasst. Bitte machen Sie einen neuen Plan.',
    'There is no key of {0}, and Bollwerk creates none. Nothing was touched. Please make a new plan.',
  ),
  'no-file': say(
    '{0} gibt es nicht. Nichts wurde angefasst. Läuft das Skript auf dem richtigen Server?',
    'There is no {0}. Nothing was touched. Does the script run on the right server?',
  ),
  unreadable: say(
    '{0} lässt sich nicht lesen ({1}). Nichts wurde angefasst. Bitte prüfen Sie Namen und Rechte.',
    '{0} cannot be read ({1}). Nothing was touched. Please check the name and the permissions.',
  ),
  'not-saved': say(
    'Kopie oder Protokoll zu {0} ließen sich nicht speichern ({1}). Ohne sie wird nichts geändert. Bitte prüfen Sie Platz und Rechte.',
    'The copy or the journal of {0} could not be stored ({1}). Nothing is changed without them. Please check space and permissions.',
  ),
  'not-written': say(
    '{0} ließ sich nicht schreiben ({1}). Bitte prüfen Sie die Rechte, und ob ein anderes Programm es festhält.',
    '{0} could not be written ({1}). Please check the permissions, and whether another program holds it.',
  ),
  'without-effect': say(
    'Das Schreiben meldete Erfolg, aber {0} ist, wie es war. Bitte prüfen Sie, ob etwas anderes diesen Wert vorgibt, zum Beispiel eine Gruppenrichtlinie.',
    'Writing reported success, but {0} is as it was. Please check whether something else dictates this value, for example a group policy.',
  ),
  'something-else': say(
    'In {0} stand nach dem Schreiben etwas anderes, als geschrieben wurde. Bitte prüfen Sie, welches Programm es ändert.',
    'After writing, {0} held something else than was written. Please check which program changes it.',
  ),
  'not-confirmed': say(
    'Niemand hat rechtzeitig bestätigt, dass der Zugang noch geht. Bitte prüfen Sie die Adressen, bevor Sie es wieder versuchen.',
    'Nobody confirmed in time that access still works. Please check the addresses before you try again.',
  ),
  'no-watcher': say(
    'Nichts wurde angefasst: Der Wächter, der die Änderung ohne Bestätigung zurücknimmt, ließ sich nicht starten. Liegt rollback.ps1 daneben, und darf PowerShell es ausführen?',
    'Nothing was touched: the watcher that takes the change back without a confirmation could not be started. Is rollback.ps1 beside it, and may PowerShell run it?',
  ),
  halted: say(
    'Nicht begonnen, weil eine Änderung davor nicht sauber endete. Bitte klären Sie das zuerst.',
    'Not begun, because a change before it did not end cleanly. Please settle that first.',
  ),
  foreign: say(
    'ACHTUNG: In {0} steht etwas, das dieses Skript nicht geschrieben hat. Es bleibt, wie es ist. Bitte stellen Sie es von Hand her, oder beheben Sie die Ursache und rufen Sie rollback.ps1 noch einmal auf.',
    'ATTENTION: {0} holds what this script did not write. It stays as it is. Please restore it by hand, or remove the cause and run rollback.ps1 again.',
  ),
  'not-back': say(
    'ACHTUNG: {0} ließ sich nicht zurücknehmen ({1}). Bitte stellen Sie es von Hand her, oder beheben Sie die Ursache und rufen Sie rollback.ps1 noch einmal auf.',
    'ATTENTION: {0} could not be taken back ({1}). Please restore it by hand, or remove the cause and run rollback.ps1 again.',
  ),
}

import { say, type Text } from '../../../model/text.ts'
import { bundleEndings, bundleReasons, endingWords, reasonWords } from '../ending.ts'

/** Which script says it. */
export type ScriptName = 'apply' | 'rollback' | 'verify'

/** What a script says to a person, by the names that it is called with there. */
export function spokenBy(script: ScriptName): Readonly<Record<string, Text>> {
  if (script === 'verify') return { ...ready, ...looking }
  return { ...ready, ...writing, ...(script === 'apply' ? applying : takingBack), ...endings(), ...reasons() }
}

function endings(): Record<string, Text> {
  const titled = (name: (typeof bundleEndings)[number]): Text =>
    say(`${endingWords[name].de}: {0}`, `${endingWords[name].en}: {0}`)
  return Object.fromEntries(bundleEndings.map((name) => [name, titled(name)]))
}

function reasons(): Record<string, Text> {
  return Object.fromEntries(bundleReasons.map((name) => [`why-${name}`, reasonWords[name]]))
}

const ready = {
  limited: say(
    'Nichts wurde geändert: PowerShell läuft hier mit eingeschränkter Sprache (etwa durch AppLocker). Bitte geben Sie das Skript frei.',
    'Nothing was changed: PowerShell runs with a constrained language here (through AppLocker, for example). Please allow the script.',
  ),
  bits: say(
    'Nichts wurde geändert: Bitte nehmen Sie die 64-Bit-Fassung von Windows PowerShell.',
    'Nothing was changed: please use the 64-bit version of Windows PowerShell.',
  ),
}

const writing = {
  busy: say(
    'Nichts wurde geändert: Ein anderes Skript von Bollwerk arbeitet gerade auf diesem Server. Bitte warten Sie, bis es fertig ist.',
    'Nothing was changed: another script of Bollwerk is at work on this server. Please wait until it is done.',
  ),
  journal: say(
    'Nichts wurde geändert: {0} ist von einem anderen Plan, beschädigt oder nicht zu schreiben ({1}). Bitte legen Sie die Datei beiseite, ohne sie zu löschen, und prüfen Sie Platz und Rechte.',
    'Nothing was changed: {0} is of another plan, damaged, or cannot be written ({1}). Please put the file aside without deleting it, and check space and permissions.',
  ),
  copies: say(
    'Die Kopien in {0} ließen sich nicht löschen ({1}). Bitte löschen Sie den Ordner: Sie halten ganze Dateien.',
    'The copies in {0} could not be deleted ({1}). Please delete the folder: they hold whole files.',
  ),
  'by-hand': say(
    'ACHTUNG: Ein Ort ist weder wie vorher noch wie geplant. Solange es die Kopie von vorher noch gibt, liegt sie im Ordner copies.',
    'ATTENTION: a place is neither as before nor as planned. As long as there is a copy of before, it is in the folder copies.',
  ),
}

const applying = {
  plan: say('Plan für {0}, SHA-256 {1}. Geändert werden:', 'Plan for {0}, SHA-256 {1}. These are changed:'),
  ask: say('Zum Ausführen bitte "ja" eintippen', 'To go ahead please type "yes"'),
  agreed: say('ja', 'yes'),
  declined: say('Nichts wurde geändert.', 'Nothing was changed.'),
  unfinished: say(
    'Nichts wurde geändert: Ein früherer Lauf ist abgebrochen. Bitte rufen Sie zuerst rollback.ps1 auf.',
    'Nothing was changed: an earlier run broke off. Please run rollback.ps1 first.',
  ),
  confirm: say(
    '{0}: Öffnen Sie jetzt von Ihrem eigenen Rechner eine NEUE Sitzung zu diesem Server, und rufen Sie dort binnen {1} Sekunden auf:  & "{2}" -Confirm {3}  Sonst wird die Änderung zurückgenommen.',
    '{0}: now open a NEW session to this server from your own computer, and run there within {1} seconds:  & "{2}" -Confirm {3}  Otherwise the change is taken back.',
  ),
  code: say('Auf diesen Code wartet niemand. Er gilt nur einmal.', 'Nobody waits for this code. It counts only once.'),
  confirmed: say('Bestätigt. apply.ps1 macht weiter.', 'Confirmed. apply.ps1 goes on.'),
  proof: say(
    'Bewiesen ist damit noch nichts. Erheben Sie neue Belege, und geben Sie sie zusammen mit {0} an "bollwerk import".',
    'Nothing is proven by this yet. Collect new evidence, and give it to "bollwerk import" together with {0}.',
  ),
}

const takingBack = {
  nothing: say('Es gibt nichts zurückzunehmen.', 'There is nothing to take back.'),
}

const looking = {
  looked: say(
    'Das zeigt, was dasteht, nicht, ob es wirkt. Der Beweis sind neue Belege: bollwerk collect windows, bollwerk import.',
    'This shows what stands there, not whether it works. The proof is new evidence: bollwerk collect windows, bollwerk import.',
  ),
}

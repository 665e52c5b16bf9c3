import type { Leftover } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { byNumber } from '../by-number.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { foundOr, onEveryFolderWith } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No copies with keys and no foreign pages lie in the folder (screenconnect.md §1.4, §7.2 H6). */
export const screenconnectLeftovers: Control = {
  id: 'screenconnect-current.leftovers',
  version: 1,
  measure: 'screenconnect-current',
  title: say('Im Ordner von ScreenConnect liegen keine Überreste', 'No leftovers lie in the folder of ScreenConnect'),
  reason: say(
    'Das Update hinterlässt Kopien der web.config mit den Schlüsseln des Servers im Klartext, die auch nach dem Update noch gelten.',
    'The upgrade leaves copies of web.config with the keys of the server in clear, which stay good after the upgrade.',
  ),
  looksAt: say(
    'Namen von Dateien im Installationsordner und in App_Data, und ob Kopien der web.config Schlüssel enthalten.',
    'Names of files in the installation folder and in App_Data, and whether copies of web.config hold keys.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Verschieben Sie Sicherungen an einen geschützten Ort und löschen Sie den Rest.',
      'Move backups to a protected place and delete the rest.',
    ),
    steps: [
      say(
        'Zeigen Sie die Kopien an: Get-ChildItem "C:\\Program Files (x86)\\ScreenConnect" -Recurse -Include web*.config.*,*.bak,*.old,*.zip.',
        'Show the copies: Get-ChildItem "C:\\Program Files (x86)\\ScreenConnect" -Recurse -Include web*.config.*,*.bak,*.old,*.zip.',
      ),
      say(
        'Brauchen Sie eine davon als Sicherung, verschieben Sie sie verschlüsselt an einen Ort, den nur Administratoren lesen. Löschen Sie die anderen.',
        'If you need one of them as a backup, move it encrypted to a place that only administrators read. Delete the others.',
      ),
      say(
        'Konnte jemand eine Kopie lesen, der es nicht durfte, lassen Sie die Schlüssel nach Anleitung des Herstellers erneuern.',
        'If somebody who may not could read a copy, have the keys renewed as the vendor says.',
      ),
      say(
        'Eine Seite, die nicht zum Produkt gehört, sichern Sie als Beweismittel und klären, woher sie kommt, bevor Sie sie löschen.',
        'Save a page that does not belong to the product as evidence and find out where it comes from before you delete it.',
      ),
    ],
    automatic: false,
    rollback: say('Legen Sie die verschobene Datei zurück.', 'Put the moved file back.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseDisclosures, screenconnectSources.hunting],
  mappings: mappingsOf('screenconnect-current'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.leftovers', (piece) => {
    const { files, more } = piece.value
    const found = files.map((file) => left(file, piece))
    if (more) found.push({ item: 'more', ...unknownBecause(tooMany, [piece]) })
    const detail = say(
      'Weder Kopien noch fremde Seiten liegen im Ordner.',
      'Neither copies nor foreign pages lie in the folder.',
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}

function left(file: Leftover, piece: Evidence): Judgement {
  const shown = quotation(file.path)
  const since = file.modified.slice(0, 10)
  const [severity, what] = weightOf(file)
  const there = say(`${shown} (vom ${since}).`, `${shown} (of ${since}).`)
  return { item: file.path, outcome: 'fail', severity, detail: joined([there, what]), evidence: [piece] }
}

function weightOf({ kind, secrets }: Leftover): readonly [Severity, Text] {
  if (kind === 'page') return ['high', page]
  if (kind === 'configuration')
    return secrets === 0 ? ['low', harmless] : ['high', secrets === null ? unread : keys(secrets)]
  return kind === 'archive' ? ['low', archive] : ['medium', copy]
}

function keys(count: number): Text {
  return byNumber(
    count,
    say('Darin steht ein Schlüssel oder Kennwort im Klartext.', 'A key or password stands in it in clear text.'),
    say(
      `Darin stehen ${count} Schlüssel oder Kennwörter im Klartext.`,
      `${count} keys or passwords stand in it in clear text.`,
    ),
  )
}

const page: Text = say(
  'Diese Seite gehört zu keiner Liste der Seiten des Produkts; der Server führt sie aus. Die Liste ist nicht die des Herstellers; bitte klären Sie, woher sie kommt.',
  "This page is on no list of the product's pages; the server runs it. The list is not the vendor's; please find out where it comes from.",
)
const harmless: Text = say(
  'Schlüssel stehen nicht darin; gebraucht wird die Kopie nicht.',
  'It holds no keys; the copy is not needed.',
)
const unread: Text = say(
  'Die Kopie ließ sich nicht lesen; nehmen Sie an, dass sie Schlüssel enthält.',
  'The copy could not be read; assume that it holds keys.',
)
const archive: Text = say(
  'Das sieht nach einer Sicherung aus; enthält sie die web.config oder User.xml, gehört sie nicht hierher.',
  'This looks like a backup; if it holds web.config or User.xml, it does not belong here.',
)
const copy: Text = say(
  'Eine Kopie davon enthält Benutzer, Hashes oder Sitzungen.',
  'A copy of this holds users, hashes or sessions.',
)
const tooMany: Text = say(
  'Es liegen noch mehr solche Dateien dort, als gezeigt werden. Räumen Sie auf und erheben Sie die Belege neu.',
  'More such files lie there than are shown. Tidy up and collect the evidence again.',
)

import type { ErrorCode } from 'yaml'
import { say, type Text } from '../model/text.ts'

/** What is wrong with the form of a YAML text, by the code that the `yaml` library gives it. */
export function syntaxSentence(code: ErrorCode): Text {
  return sentences[code] ?? malformed
}

const malformed = say(
  'Ab hier ist die Datei kein gültiges YAML. Prüfen Sie Doppelpunkte, Einrückung, Klammern und Anführungszeichen in dieser Zeile und in der davor.',
  'From here the file is not valid YAML. Check colons, indentation, brackets and quotation marks in this line and the one before.',
)

const tabs = say(
  'Hier ist mit einem Tabulator eingerückt. YAML erlaubt zum Einrücken nur Leerzeichen; ersetzen Sie den Tabulator durch zwei Leerzeichen.',
  'Here a tab is used for indentation. YAML allows only blanks for that; replace the tab by two blanks.',
)

const oneLineKeys = say(
  'Ein Schlüssel muss in einer Zeile stehen und mit einem Doppelpunkt enden. Fehlt hier oder in der Zeile davor ein Doppelpunkt?',
  'A key must stand in one line and end with a colon. Is a colon missing here or in the line before?',
)

const quotes = say(
  'Dieser Text beginnt mit einem Zeichen, das in YAML eine eigene Bedeutung hat. Setzen Sie den Text in Anführungszeichen.',
  'This text begins with a character that means something of its own in YAML. Put the text in quotation marks.',
)

const sentences: Readonly<Partial<Record<ErrorCode, Text>>> = {
  BAD_INDENT: say(
    'Die Einrückung passt nicht zu den Zeilen davor, oder dort ist eine Klammer nicht geschlossen. Rücken Sie alle Angaben derselben Ebene gleich weit ein und schließen Sie jede Klammer.',
    'The indentation does not fit the lines before, or a bracket is not closed there. Indent everything of the same level equally far and close every bracket.',
  ),
  TAB_AS_INDENT: tabs,
  MISSING_CHAR: say(
    'Hier fehlt ein Zeichen: ein Komma, ein Doppelpunkt, eine schließende Klammer oder ein Anführungszeichen.',
    'A character is missing here: a comma, a colon, a closing bracket or a quotation mark.',
  ),
  MULTILINE_IMPLICIT_KEY: oneLineKeys,
  KEY_OVER_1024_CHARS: oneLineKeys,
  BLOCK_AS_IMPLICIT_KEY: say(
    'In dieser Zeile stehen zwei Doppelpunkte, oder ein Wert und eine eingerückte Angabe zugleich. Beginnen Sie für jede Angabe eine neue Zeile; ein Text mit Doppelpunkt und Leerzeichen gehört in Anführungszeichen.',
    'There are two colons in this line, or a value and something indented at once. Begin a new line for each key; a text with a colon and a blank belongs in quotation marks.',
  ),
  BLOCK_IN_FLOW: say(
    'In Klammern stehen die Einträge mit Komma getrennt, nicht in eingerückten Zeilen.',
    'Inside brackets the entries are separated by commas, not written in indented lines.',
  ),
  BAD_SCALAR_START: quotes,
  BAD_DQ_ESCAPE: say(
    'In doppelten Anführungszeichen leitet \\ ein Sonderzeichen ein, und dieses gibt es nicht. Nehmen Sie einfache Anführungszeichen.',
    'Inside double quotation marks \\ begins a special character, and this one does not exist. Use single quotation marks.',
  ),
  BAD_COLLECTION_TYPE: malformed,
  NON_STRING_KEY: say(
    'Vor dem Doppelpunkt muss ein einfacher Name stehen. Eine Klammer oder ein Platzhalter wie {{ name }} gehört in Anführungszeichen.',
    'Before the colon there must be a simple name. A bracket or a placeholder such as {{ name }} belongs in quotation marks.',
  ),
  MULTIPLE_DOCS: say(
    'Hier beginnt mit --- oder ... ein zweites Dokument. Die Richtlinie ist ein einziges; löschen Sie die Trennlinie oder alles danach.',
    'Here a second document begins with --- or .... The policy is a single one; delete the separator or everything after it.',
  ),
}

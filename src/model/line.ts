import { accepted, type Parsed, rejected } from './parsed.ts'
import { isVisible, quoted } from './quoted.ts'
import { say } from './text.ts'

/** Reads one line of free text: not blank, at most `longest` characters, nothing invisible. Blanks around it go. */
export function parseLine(text: string, longest = 200): Parsed<string> {
  const line = text.trim()
  if (line === '') return rejected(say('Hier fehlt ein Text; er ist leer.', 'A text is missing here; it is empty.'))
  if (!isVisible(line)) {
    return rejected(
      say(
        `${quoted(line)} enthält unsichtbare Zeichen oder Zeilenumbrüche; schreiben Sie den Text in eine Zeile und ohne sie.`,
        `${quoted(line)} holds invisible characters or line breaks; write the text in one line and without them.`,
      ),
    )
  }
  if (line.length <= longest) return accepted(line)
  return rejected(
    say(
      `${quoted(line)} ist mit ${line.length} Zeichen zu lang; erlaubt sind ${longest}.`,
      `${quoted(line)} is too long with ${line.length} characters; ${longest} are allowed.`,
    ),
  )
}

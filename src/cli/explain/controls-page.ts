import type { Control } from '../../controls/control.ts'
import { measureIds, measureTitles } from '../../model/measure.ts'
import { type Language, say } from '../../model/text.ts'
import { type ControlPart, controlParts } from './control-parts.ts'

/**
 * The reference page of all controls in one language, as Markdown, by measure. It is made of the controls themselves,
 * so it says what they ask.
 */
export function controlsPage(controls: readonly Control[], language: Language): string {
  const parts = [
    introduction[language],
    ...measureIds.flatMap((id) => {
      const own = controls.filter(({ measure }) => measure === id)
      return [`## ${measureTitles[id][language]} (\`${id}\`)`, ...own.flatMap((control) => section(control, language))]
    }),
  ]
  return `${parts.join('\n\n')}\n`
}

const introduction = say(
  `# Alle Prüfungen

Was Bollwerk fragt, Maßnahme für Maßnahme. Diese Seite ist aus dem Programm selbst gemacht; ein Test vergleicht beide.
\`bollwerk explain PRÜFUNG\` zeigt dasselbe am Bildschirm. [English](controls.md)`,
  `# All controls

What Bollwerk asks, measure by measure. This page is made of the program itself; a test compares the two.
\`bollwerk explain CONTROL\` shows the same at the terminal. [Deutsch](controls.de.md)`,
)

function section(control: Control, language: Language): readonly string[] {
  return [`### \`${control.id}\``, ...controlParts(control, language).flatMap(block)]
}

function block({ heading, lines, numbered }: ControlPart): readonly string[] {
  const [only] = lines
  if (lines.length === 1 && !numbered && only !== undefined) return [`**${heading}.** ${escaped(only)}`]
  const marks = lines.map((line, index) => `${numbered ? `${index + 1}.` : '-'} ${escaped(line)}`)
  return [`**${heading}**`, marks.join('\n')]
}

/**
 * What Markdown would take for markup is escaped: a backslash in a registry path, a star, an underline, brackets of a
 * tag. Links are put into brackets of their own, in which nothing is markup.
 */
function escaped(text: string): string {
  return text.replaceAll(/(https:\/\/\S+)|[\\*_<>`|]/g, (found, link?: string) => (link ? `<${link}>` : `\\${found}`))
}

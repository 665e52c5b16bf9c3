import { controls } from '../../controls/index.ts'
import { measureIds, measureTitles } from '../../model/measure.ts'
import { say } from '../../model/text.ts'
import { type Program, print } from '../program.ts'
import type { ExplainFlags } from './command.ts'

/** Lists every control under its measure, in the order of the guidance; with `--json` as `bollwerk.controls/1`. */
export function explainAll(program: Program, { json }: Pick<ExplainFlags, 'json'>): void {
  const { language } = program
  if (json) {
    const listed = controls.map(({ id, version, measure, title, severity, servers }) => ({
      ...{ id, version, measure, title: title[language], severity, servers },
    }))
    print(program, JSON.stringify({ schema: 'bollwerk.controls/1', controls: listed }, undefined, 2))
    return
  }
  for (const [index, measure] of measureIds.entries()) {
    print(program, `${index + 1}. ${measureTitles[measure][language]} [${measure}]`)
    for (const control of controls.filter((one) => one.measure === measure))
      print(program, `   ${control.id}: ${control.title[language]}`)
  }
  print(program, '')
  print(program, next[language])
}

const next = say(
  'Mehr zu einer davon: bollwerk explain PRÜFUNG, zum Beispiel bollwerk explain ports-minimal.tcp',
  'More about one of them: bollwerk explain CONTROL, for example bollwerk explain ports-minimal.tcp',
)

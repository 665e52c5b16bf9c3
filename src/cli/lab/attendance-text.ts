import { type Language, say, type Text, verbatim } from '../../model/text.ts'
import { Page, type PageOptions } from '../../reports/terminal/page.ts'
import { ruleWords } from '../../traffic/rule-words.ts'
import type { TrialVisit } from '../program.ts'
import { type RefusalsByAddress, refusalsByRule } from './refusals.ts'

const words = {
  welcome: say('Wer durchkommen soll', 'Who should get through'),
  unwelcome: say('Wer draußen bleiben soll', 'Who should stay outside'),
  byRule: say('Aufgeschriebene Abweisungen, nach Regel', 'Refusals that were written down, by rule'),
  explain: say(
    '"bollwerk explain KENNUNG" zeigt eine Abweisung mit allem, was darüber bekannt ist.',
    '"bollwerk explain REFERENCE" shows a refusal with everything that is known about it.',
  ),
}

/** What came back when a rule refused without an event, in the words of whoever was refused. */
const endings: Readonly<Partial<Record<string, Text>>> = {
  closed: say('Die Verbindung wurde geschlossen.', 'The connection was closed.'),
  silence: say('Es kam keine Antwort.', 'No answer came.'),
}

/** Most reasons that are told of one visitor. */
const mostReasons = 3

/** Who got through, who did not, and why, for a terminal. */
export function renderAttendance(
  visits: readonly TrialVisit[],
  refusals: RefusalsByAddress,
  options: PageOptions & { readonly language: Language },
): string {
  const page = new Page(options, options.language)
  for (const welcome of [true, false]) {
    page.heading(page.say(welcome ? words.welcome : words.unwelcome))
    for (const visit of visits) if (visit.welcome === welcome) writeVisit(page, visit, refusals)
  }
  page.heading(page.say(words.byRule))
  for (const { rule, count } of refusalsByRule(refusals)) {
    page.field(`${count}×`, `${page.say(ruleWords(rule))} [${rule}]`)
  }
  page.blank()
  page.write({ text: page.say(words.explain), tone: 'faint' })
  return page.toString()
}

function writeVisit(page: Page, visit: TrialVisit, refusals: RefusalsByAddress): void {
  const { name, welcome, from, country, tried, served } = visit
  const isRight = tried > 0 && served === (welcome ? tried : 0)
  const [sign, ascii] = isRight ? ['✓', '[+]'] : ['✗', '[x]']
  const share = page.say(say(`${served} von ${tried} kamen durch`, `${served} of ${tried} got through`))
  const text = `${page.say(name)} (${from}, ${country}): ${share}`
  page.write({ lead: page.unicode ? sign : ascii, leadTone: isRight ? 'good' : 'bad', text })
  if (served === tried) return
  for (const reason of reasonsOf(visit, refusals)) page.write({ text: page.say(reason), tone: 'faint', indent: 4 })
}

function reasonsOf({ from, refusals: endingsSeen }: TrialVisit, refusals: RefusalsByAddress): readonly Text[] {
  const known = refusals.get(from) ?? []
  if (known.length > 0) {
    return known.slice(0, mostReasons).map(({ rule, count, reference }) => {
      const { de, en } = ruleWords(rule)
      return say(`${count}× ${de} [${rule}] ${reference}`, `${count}× ${en} [${rule}] ${reference}`)
    })
  }
  return endingsSeen.slice(0, mostReasons).map(({ detail, count }) => {
    const { de, en } = endings[detail] ?? verbatim(detail)
    return say(`${count}× ${de}`, `${count}× ${en}`)
  })
}

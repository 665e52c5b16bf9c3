import type { Control } from '../../controls/control.ts'
import type { Witness } from '../../model/evidence.ts'
import { measureTitles } from '../../model/measure.ts'
import { serverNames } from '../../model/server.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import * as messages from '../../reports/messages.ts'

/** A part of what is known of a control, in one language. */
export interface ControlPart {
  readonly heading: string
  readonly lines: readonly string[]
  /** Whether the lines follow one another, as steps do. */
  readonly numbered: boolean
}

const witnessNames: Readonly<Record<Witness, Text>> = {
  inside: say('ein Blick in den Server', 'a look inside the server'),
  outside: say('ein Blick von außen', 'a look from outside'),
  paper: messages.witnessNames.paper,
}

const headings = {
  asks: say('Was sie fragt', 'What it asks'),
  why: say('Warum es darauf ankommt', 'Why it matters'),
  looksAt: say('Welche Belege sie ansieht', 'Which evidence it looks at'),
  facts: say('Eckdaten', 'Key facts'),
  remedy: say('Abhilfe', 'Remedy'),
  steps: say('Schritte', 'Steps'),
  rollback: say('Rückweg', 'Way back'),
  downtime: say('Ausfall', 'Downtime'),
  references: say('Zum Nachlesen', 'References'),
  mappings: say('Bezug zu Normen', 'Standards'),
}

/** Everything that is known of a control, in the order in which a reader asks. Parts that it does not have are left out. */
export function controlParts(control: Control, language: Language): readonly ControlPart[] {
  const { title, reason, looksAt, remedy, references, mappings } = control
  const part = (heading: Text, lines: readonly string[], numbered = false): readonly ControlPart[] =>
    lines.length === 0 ? [] : [{ heading: heading[language], lines, numbered }]
  const one = (heading: Text, text: Text | undefined): readonly ControlPart[] =>
    part(heading, text ? [text[language]] : [])
  return [
    ...one(headings.asks, title),
    ...one(headings.why, reason),
    ...one(headings.looksAt, looksAt),
    ...part(
      headings.facts,
      facts(control).map((fact) => fact[language]),
    ),
    ...one(headings.remedy, remedy.summary),
    ...part(
      headings.steps,
      remedy.steps.map((step) => step[language]),
      true,
    ),
    ...one(headings.rollback, remedy.rollback),
    ...one(headings.downtime, remedy.downtime),
    ...part(
      headings.references,
      references.map((reference) => `${reference.title}: ${reference.url}`),
    ),
    ...part(
      headings.mappings,
      mappings.map(
        ({ standard, requirement, relation }) =>
          `${standard}, ${requirement} (${messages.relationWords[relation][language]})`,
      ),
    ),
  ]
}

/** The same as values, for programs. */
export function controlRecord(control: Control, language: Language): Readonly<Record<string, unknown>> {
  const { id, version, measure, title, reason, looksAt, servers, witnesses, severity, maximumAgeDays, remedy } = control
  const { rollback, downtime } = remedy
  return {
    id,
    version,
    measure,
    title: title[language],
    reason: reason[language],
    looksAt: looksAt[language],
    servers,
    witnesses,
    severity,
    maximumAgeDays,
    remedy: {
      summary: remedy.summary[language],
      steps: remedy.steps.map((step) => step[language]),
      automatic: remedy.automatic,
      ...(rollback ? { rollback: rollback[language] } : {}),
      ...(downtime ? { downtime: downtime[language] } : {}),
    },
    references: control.references,
    mappings: control.mappings,
  }
}

function facts({ version, measure, servers, witnesses, severity, maximumAgeDays }: Control): readonly Text[] {
  const weight = messages.severityWords[severity]
  const who = witnesses.map((witness) => witnessNames[witness])
  const subjects = servers.map((server) => serverNames[server]).join(', ')
  return [
    say(`Maßnahme: ${measureTitles[measure].de} (${measure})`, `Measure: ${measureTitles[measure].en} (${measure})`),
    say(`Server: ${subjects}`, `Servers: ${subjects}`),
    say(`Schwere: ${weight.de}`, `Severity: ${weight.en}`),
    say(
      `Antworten kann: ${who.map(({ de }) => de).join(' oder ')}; wo kein Beleg es klärt, eine Person (bollwerk attest)`,
      `Who can answer: ${who.map(({ en }) => en).join(' or ')}; where no evidence settles it, a person (bollwerk attest)`,
    ),
    say(
      `Belege zählen ${maximumAgeDays} Tage lang, danach gelten sie als veraltet.`,
      `Evidence counts for ${maximumAgeDays} days; after that it is stale.`,
    ),
    say(`Version der Frage: ${version}`, `Version of the question: ${version}`),
  ]
}

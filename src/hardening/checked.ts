import type { Control, Judged, Judgement, Question } from '../controls/control.ts'
import { agesOf, honest } from '../controls/dated-evidence.ts'
import { type Examination, examine, type Situation } from '../controls/examine.ts'
import { controls } from '../controls/index.ts'
import type { Outcome } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'
import { joined, say, type Text, verbatim } from '../model/text.ts'
import { type Server, serverOfKind } from '../policy/policy.ts'

/** What evidence says to something that must hold before a step is taken. */
export type Answer = 'met' | 'not-met' | 'unknown'

/** Something that must hold, and whether it does. */
export interface Check {
  /** Unique in its step. */
  readonly id: string
  readonly title: Text
  readonly answer: Answer
  /** What shows it, or why nobody can tell. */
  readonly reason: Text
}

/** A control that has to be content afterwards, and what it says now. */
export interface Afterwards {
  readonly control: string
  readonly subject: ServerKind
  readonly title: Text
  readonly outcome: Outcome
}

/** More statements than this are nobody's reading; the assessment holds them all. */
const mostStatements = 3

/** One server of a site, of which controls and evidence are asked at one moment. */
export class Witnessed {
  readonly situation: Situation
  readonly server: Server
  readonly #examined = new Map<string, Examination>()

  constructor(situation: Situation, server: Server) {
    this.situation = situation
    this.server = server
  }

  /** What a control says about this server. Throws for a control that does not exist or is not for this server. */
  examination(id: string): Examination {
    const known = this.#examined.get(id) ?? examine(controlNamed(id, this.server), this.server, this.situation)
    this.#examined.set(id, known)
    return known
  }

  /** The question that a control is asked with: evidence that is young enough for it and not from the future. */
  questionFor(id: string): Question {
    const { now } = this.situation
    const { past } = honest(this.situation)
    const { youngSet } = agesOf({ evidence: past, now }, controlNamed(id, this.server).maximumAgeDays)
    return { ...this.situation, server: this.server, evidence: youngSet }
  }

  /** Something that holds when a control is content. */
  check(id: string, title?: Text): Check {
    const examination = this.examination(id)
    const answer = answers[examination.outcome]
    return { id, title: title ?? examination.control.title, answer, reason: reasonOf(examination) }
  }

  /** What a control says by evidence alone, whatever persons answered. */
  judgedByEvidence(id: string): readonly Judgement[] {
    return controlNamed(id, this.server).judge(this.questionFor(id))
  }

  /** The controls that must be content afterwards. */
  afterwards(ids: readonly string[]): readonly Afterwards[] {
    return ids.map((id) => {
      const { control, server, outcome } = this.examination(id)
      return { control: id, subject: server, title: control.title, outcome }
    })
  }
}

/** A server of the site as `Witnessed`; absent if the site has none of this kind. */
export function witnessed(situation: Situation, kind: ServerKind): Witnessed | undefined {
  const server = serverOfKind(situation.policy, kind)
  return server && new Witnessed(situation, server)
}

/** Something that no evidence shows: a person has to know it. */
export function askedOfPerson(id: string, title: Text, reason: Text): Check {
  return { id, title, answer: 'unknown', reason }
}

/** What the judgements say that decide an examination, the first three of them. */
export function reasonOf(examination: Examination): Text {
  return inShort(decidingOf(examination))
}

type Statement = Pick<Judgement, 'item' | 'detail'>

/** What judgements say, each statement once and the first three of them. */
export function inShort(judgements: readonly Statement[]): Text {
  const statements = [...new Map(judgements.map(statementOf).map((text) => [text.de, text])).values()]
  const rest = statements.length - mostStatements
  const more = say(
    `Dazu kommen ${rest} weitere, siehe bollwerk assess --verbose.`,
    `There are ${rest} more, see bollwerk assess --verbose.`,
  )
  const shown = statements.slice(0, mostStatements)
  return joined(rest > 0 ? [...shown, more] : shown)
}

/** A judgement on an advisory speaks of it without its name; what a person wrote may lack its full stop. */
function statementOf({ item, detail }: Statement): Text {
  const named = item?.startsWith('CVE-') ? joined([verbatim(`${item}:`), detail]) : detail
  return { de: ended(named.de), en: ended(named.en) }
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** The judgements that make an examination what it is. */
export function decidingOf({ outcome, judgements }: Examination): readonly Judged[] {
  return judgements.filter((judgement) => judgement.outcome === outcome)
}

/** An obstacle that a control lists for a person (`manual`) is in the way; a question that does not arise is not answered. */
const answers: Readonly<Record<Outcome, Answer>> = {
  pass: 'met',
  fail: 'not-met',
  manual: 'not-met',
  unknown: 'unknown',
  'not-applicable': 'unknown',
  error: 'unknown',
}

function controlNamed(id: string, { kind }: Server): Control {
  const control = controls.find((one) => one.id === id && one.servers.includes(kind))
  if (!control) throw new Error(`no control ${id} for ${kind}`)
  return control
}

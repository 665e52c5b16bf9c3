import type { Catalog } from '../catalog/catalog.ts'
import type { Control, Judged } from '../controls/control.ts'
import { examine, type Situation } from '../controls/examine.ts'
import { findingId } from '../controls/finding-id.ts'
import { machineOf } from '../controls/machines.ts'
import { EvidenceSet } from '../evidence/facts.ts'
import { newest } from '../evidence/newest.ts'
import { type Evidence, isSeen } from '../model/evidence.ts'
import { type Outcome, worstOf } from '../model/outcome.ts'
import type { Language } from '../model/text.ts'
import { joined, say, type Text, verbatim } from '../model/text.ts'
import type { Intent } from '../policy/intent.ts'
import { type Policy, serverOfKind } from '../policy/policy.ts'
import type { Change, Step, Verification } from './change.ts'
import type { Verifier } from './ground.ts'

/** Looks again at the places that some steps touch. */
export interface Look {
  readonly covers: (step: Step) => boolean
  /** Evidence as of now. What cannot be seen is missing with its reason, or the look fails as a whole. */
  readonly collect: () => Promise<readonly Evidence[]>
  /**
   * It sees from one place of the network only, if at all. What its evidence neither proves nor speaks against stays
   * open until somebody looks from elsewhere.
   */
  readonly fromOnePlace?: true
}

/** What verifying needs to know of the site. */
export interface VerifiedSite {
  readonly policy: Policy
  readonly intents: readonly Intent[]
  readonly catalog: Catalog
  readonly controls: readonly Control[]
  /** What all witnesses brought before: the places of a change are looked at anew, everything else is taken from here. */
  readonly stored: readonly Evidence[]
  readonly looks: readonly Look[]
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly language: Language
}

type Asked = Change['verify'][number]

interface Answer {
  readonly outcome: Outcome
  readonly detail: Text
  /** What was collected now shows by itself that a finding is still there. */
  readonly shownNow?: boolean
}

/**
 * Asks the controls that asked for a change again, of evidence that is collected now. A finding that is gone counts only
 * if its control looked at what was collected now: what was not looked at never passes.
 */
export function verifierOf(site: VerifiedSite): Verifier {
  return async (change) => {
    const uncovered = change.steps.some((step) => !site.looks.some(({ covers }) => covers(step)))
    if (uncovered || change.verify.length === 0) return told({ outcome: 'unknown', detail: nobodyLooks }, site)
    const looks = site.looks.filter(({ covers }) => change.steps.some((step) => covers(step)))
    let fresh: readonly Evidence[]
    try {
      fresh = (await Promise.all(looks.map(({ collect }) => collect()))).flat()
    } catch (cause) {
      return told({ outcome: 'unknown', detail: notSeen(cause) }, site)
    }
    const answer = summary(change.verify.map((asked) => answerTo(asked, fresh, site)))
    const elsewhere = looks.some(({ fromOnePlace }) => fromOnePlace) && isOpenElsewhere(answer)
    if (elsewhere && change.verify.every((asked) => isAskable(asked, site))) {
      const detail = fresh.length === 0 ? notFromHere : answer.detail
      return { ...told({ outcome: 'unknown', detail }, site), elsewhere: true }
    }
    return { ...told(answer, site), ...(answer.outcome === 'fail' && isAsWritten(change) ? { lasting: true } : {}) }
  }
}

/** Old evidence from elsewhere may say anything, and a place that was not looked from even nothing: neither is an answer about now. */
function isOpenElsewhere({ outcome, shownNow = false }: Answer): boolean {
  return outcome !== 'pass' && outcome !== 'error' && !shownNow
}

/**
 * What files and registry hold is judged as it is written, unless only a start of the whole server makes it so: what
 * Windows says of its firewall then is what still runs.
 */
function isAsWritten({ steps, restart }: Change): boolean {
  return restart !== 'server' && steps.every(({ kind }) => kind === 'file' || kind === 'registry')
}

function told({ outcome, detail }: Answer, { language }: VerifiedSite): Verification {
  return { outcome, detail: detail[language] }
}

function summary(answers: readonly Answer[]): Answer {
  const outcome = worstOf(answers.map((answer) => answer.outcome))
  const detail = joined(answers.filter((one) => one.outcome === outcome).map((one) => one.detail))
  return { outcome, detail, shownNow: answers.some(({ shownNow }) => shownNow) }
}

function isAskable({ control, subject }: Asked, { controls, policy }: VerifiedSite): boolean {
  return controls.some(({ id }) => id === control) && serverOfKind(policy, subject) !== undefined
}

function answerTo({ control: id, subject, findings }: Asked, fresh: readonly Evidence[], site: VerifiedSite): Answer {
  const control = site.controls.find((known) => known.id === id)
  const server = serverOfKind(site.policy, subject)
  if (!control || !server) return { outcome: 'unknown', detail: noSuchControl(id) }
  const { judgements } = examine(control, server, situationWith(fresh, site))
  const idOf = ({ item }: Judged): string => findingId(id, subject, item)
  const asked = judgements.filter((judgement) => findings.includes(idOf(judgement)) && !isContent(judgement))
  const others = judgements.filter((judgement) => !asked.includes(judgement) && !isContent(judgement))
  if (asked.length > 0) {
    const now = examine(control, server, situationWith(fresh, { ...site, stored: [] })).judgements
    const shownNow = now.some((judgement) => judgement.outcome === 'fail' && findings.includes(idOf(judgement)))
    return { ...stillOpen(asked, idOf), shownNow }
  }
  const blind = judgements.filter((judgement) => isBlind(judgement, fresh))
  if (blind.length > 0) return { outcome: 'unknown', detail: joined(blind.map(({ detail }) => detail)) }
  if (!judgements.some((judgement) => restsOn(judgement, fresh))) return { outcome: 'unknown', detail: notLookedAt(id) }
  return { outcome: 'pass', detail: content(id, others.map(idOf)) }
}

function situationWith(fresh: readonly Evidence[], { policy, intents, catalog, stored, now }: VerifiedSite): Situation {
  const places = new Set(fresh.map(placeOf))
  const kept = stored.filter((piece) => piece.witness !== 'inside' || !places.has(placeOf(piece)))
  return { policy, intents, catalog, evidence: new EvidenceSet([...newest(kept), ...fresh]), now: now() }
}

/** What a look replaces: all that the same machine told of the same fact, however it was reached then. */
function placeOf(piece: Evidence): string {
  return JSON.stringify([piece.server, piece.fact, machineOf(piece)])
}

function isContent({ outcome }: Judged): boolean {
  return outcome === 'pass' || outcome === 'not-applicable'
}

/** An answer that is open because the new look saw nothing, or because the control could not tell anything at all. */
function isBlind({ outcome, item, evidence }: Judged, fresh: readonly Evidence[]): boolean {
  if (outcome !== 'unknown' && outcome !== 'error') return false
  return outcome === 'error' || item === undefined || evidence.some((piece) => !isSeen(piece) && isOneOf(piece, fresh))
}

function restsOn({ evidence }: Judged, fresh: readonly Evidence[]): boolean {
  return evidence.some((piece) => isSeen(piece) && isOneOf(piece, fresh))
}

/** Controls cite excerpts, so a piece is known by what it is about and not by being the same object. */
function isOneOf(piece: Evidence, fresh: readonly Evidence[]): boolean {
  return fresh.some(
    ({ server, fact, source, at }) =>
      server === piece.server && fact === piece.fact && source === piece.source && at === piece.at,
  )
}

function stillOpen(asked: readonly Judged[], idOf: (judgement: Judged) => string): Answer {
  const outcome = worstOf(asked.map((judgement) => judgement.outcome))
  const open = asked.filter((judgement) => judgement.outcome === outcome)
  return { outcome, detail: joined(open.map((one) => joined([verbatim(`${idOf(one)}:`), one.detail]))) }
}

function content(id: string, others: readonly string[]): Text {
  const well = say(`${id} ist damit zufrieden.`, `${id} is content with it.`)
  if (others.length === 0) return well
  const list = others.join(', ')
  return joined([well, say(`Es bleibt offen: ${list}.`, `Still open: ${list}.`)])
}

function noSuchControl(id: string): Text {
  return say(`Die Prüfung ${id} gibt es hier nicht.`, `There is no control ${id} here.`)
}

function notLookedAt(id: string): Text {
  return say(
    `${id} hat nichts angesehen, was jetzt erhoben wurde. Das beweist nichts.`,
    `${id} looked at nothing that was collected now. That proves nothing.`,
  )
}

function notSeen(cause: unknown): Text {
  const why = cause instanceof Error ? cause.message : String(cause)
  return say(`Der Ort war nicht neu anzusehen: ${why}`, `The place could not be looked at again: ${why}`)
}

const notFromHere = say('Von hier aus hat niemand nachgesehen (--from).', 'Nobody looked from here (--from).')

const nobodyLooks = say(
  'Niemand kann hier nachsehen, ob die Änderung wirkt.',
  'Nobody can look here whether the change has its effect.',
)

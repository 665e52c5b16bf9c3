import type { Notice } from '../model/assessment.ts'
import { dayInBerlin, daysFrom } from '../model/berlin.ts'
import type { Evidence } from '../model/evidence.ts'
import { latestHonestMoment } from '../model/moment.ts'
import { type Language, say, type Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import type { Control } from './control.ts'
import { machineOf } from './machines.ts'
import { type Scoped, standingOf } from './scope.ts'

/** From so many days before the end on, whoever decides is told: a month, two weeks and a week ahead. */
const warningDays = [7, 14, 30] as const

type Kind = 'exception' | 'attestation' | 'dispute'

interface Entry {
  readonly of: Kind
  readonly scoped: Scoped
}

/** What the operator must know of what was accepted and answered, and of evidence that nobody may rely on. */
export function noticesOf(
  policy: Pick<Policy, 'exceptions' | 'attestations' | 'disputes'>,
  { controls, evidence, now, language }: Circumstances,
): readonly Notice[] {
  const entries: readonly Entry[] = [
    ...policy.exceptions.map((scoped) => ({ of: 'exception' as const, scoped })),
    ...policy.attestations.map((scoped) => ({ of: 'attestation' as const, scoped })),
    ...policy.disputes.map((scoped) => ({ of: 'dispute' as const, scoped })),
  ]
  const versions = new Map(controls.map(({ id, version }) => [id, version]))
  return [
    ...entries.flatMap((entry) =>
      noticesOfEntry(entry, { version: versions.get(entry.scoped.control), now, language }),
    ),
    ...fromFuture(evidence, now, language),
  ]
}

export interface Circumstances {
  readonly controls: readonly Pick<Control, 'id' | 'version'>[]
  readonly evidence: readonly Evidence[]
  readonly now: number
  readonly language: Language
}

function noticesOfEntry(
  { of, scoped }: Entry,
  { version, now, language }: { version: number | undefined; now: number; language: Language },
): readonly Notice[] {
  const { control, server, item, until } = scoped
  const about = { of, control, ...(server && { subject: server }), ...(item !== undefined && { item }), until }
  const name = `${control}${server === undefined ? '' : ` (${server})`}${item === undefined ? '' : `, ${item}`}`
  const notice = (kind: Notice['kind'], text: Text): Notice => ({ kind, ...about, text: `${name}: ${text[language]}` })
  if (version === undefined) return [notice('no-such-control', noSuchControl[of])]
  const standing = standingOf(scoped, version, now)
  if (standing === 'ended') return [notice('ended', ended(of, until))]
  if (standing === 'other-version') return [notice('other-version', otherVersion(of, scoped.version, version))]
  const daysLeft = daysFrom(dayInBerlin(now), until)
  const warning = warningDays.find((days) => daysLeft <= days)
  if (standing === 'to-come' || warning === undefined) return []
  return [{ ...notice('ends-soon', endsSoon(of, { until, daysLeft })), daysLeft, warning }]
}

const nouns: Readonly<Record<Kind, Text>> = {
  exception: say('Die Ausnahme', 'The exception'),
  attestation: say('Die Antwort', 'The answer'),
  dispute: say('Der Einspruch', 'The dispute'),
}

const whatNext: Readonly<Record<Kind, Text>> = {
  exception: say(
    'Beheben Sie den Mangel, oder lassen Sie sie neu genehmigen: bollwerk exception renew',
    'Repair the fault, or have it approved anew: bollwerk exception renew',
  ),
  attestation: say(
    'Sehen Sie neu nach, und antworten Sie erneut: bollwerk attest',
    'Look again, and answer anew: bollwerk attest',
  ),
  dispute: say(
    'Klären Sie das Ergebnis, oder widersprechen Sie erneut: bollwerk dispute',
    'Clear the result up, or dispute it again: bollwerk dispute',
  ),
}

function endsSoon(of: Kind, { until, daysLeft }: { until: string; daysLeft: number }): Text {
  const rest =
    daysLeft === 0
      ? say('heute', 'today')
      : daysLeft === 1
        ? say('morgen', 'tomorrow')
        : say(`in ${daysLeft} Tagen`, `in ${daysLeft} days`)
  return say(
    `${nouns[of].de} endet ${rest.de}, am ${until} um Mitternacht (Europe/Berlin). ${whatNext[of].de}`,
    `${nouns[of].en} ends ${rest.en}, on ${until} at midnight (Europe/Berlin). ${whatNext[of].en}`,
  )
}

function ended(of: Kind, until: string): Text {
  return say(
    `${nouns[of].de} ist am ${until} abgelaufen und gilt nicht mehr. ${whatNext[of].de}`,
    `${nouns[of].en} ended on ${until} and no longer holds. ${whatNext[of].en}`,
  )
}

function otherVersion(of: Kind, made: number, current: number): Text {
  return say(
    `${nouns[of].de} gilt nicht mehr: Version ${made} der Prüfung war gemeint, und jetzt gilt Version ${current}. ${whatNext[of].de}`,
    `${nouns[of].en} no longer holds, because it was made for version ${made} of the control, and now it is version ${current}. ${whatNext[of].en}`,
  )
}

const noSuchControl: Readonly<Record<Kind, Text>> = {
  exception: say(
    'Diese Prüfung gibt es nicht; die Ausnahme gilt für nichts. Entfernen Sie sie: bollwerk exception end',
    'There is no such control; the exception covers nothing. Remove it: bollwerk exception end',
  ),
  attestation: say(
    'Diese Prüfung gibt es nicht; die Antwort zählt nicht. Entfernen Sie sie aus attestations.',
    'There is no such control; the answer does not count. Remove it from attestations.',
  ),
  dispute: say(
    'Diese Prüfung gibt es nicht; der Einspruch gilt für nichts. Entfernen Sie ihn aus disputes.',
    'There is no such control; the dispute is about nothing. Remove it from disputes.',
  ),
}

function fromFuture(evidence: readonly Evidence[], now: number, language: Language): readonly Notice[] {
  const pieces = evidence.filter(({ at }) => at > latestHonestMoment(now))
  if (pieces.length === 0) return []
  const inside = pieces.filter(({ witness }) => witness === 'inside').map(machineOf)
  const sources = [...new Set(inside)].slice(0, 5).join(', ')
  const named = sources === '' ? '' : ` (${sources})`
  const text = say(
    `Belege mit einer Zeit in der Zukunft zählen nicht: ${pieces.length}${named}. Stellen Sie dort die Uhr, und erheben Sie die Belege neu.`,
    `Evidence with a time in the future does not count: ${pieces.length}${named}. Set the clock there, and collect the evidence again.`,
  )
  return [{ kind: 'from-future', of: 'evidence', text: text[language] }]
}

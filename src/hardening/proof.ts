import { say, type Text, verbatim } from '../model/text.ts'
import type { Change, Ending, Verification } from './change.ts'
import type { Grounds, Verifier } from './ground.ts'
import { failureName } from './hardening-refusal.ts'
import { type Shortfall, somethingElse, withoutEffect } from './make-steps.ts'
import { placeKey } from './place.ts'
import { groundOf } from './preflight.ts'
import { awaitsRestart, effectiveAfter } from './restart-words.ts'
import { within } from './time-limit.ts'

/** What is known of a change after the controls were asked again. */
export type Proof =
  | { readonly kept: true; readonly ending: Ending; readonly detail: Text }
  | ({ kept: false } & Shortfall)

/** So long a verification may take, in milliseconds: one that a change has cut off from the network must end as well. */
export const provingTime = 300_000

interface Witnesses {
  readonly grounds: Grounds
  readonly verify: Verifier
  readonly milliseconds: number
}

/** Asks the controls again, looks at the places again, and judges both. */
export async function prove(change: Change, { grounds, verify, milliseconds }: Witnesses): Promise<Proof> {
  const verification = await asked(change, verify, milliseconds)
  const moved = await movedOn(change, grounds)
  return moved === undefined ? judged(change, verification) : { kept: false, ...moved }
}

/**
 * Whether a change that stands as planned is kept:
 *
 * - `pass` keeps it.
 * - `unknown` of a place that only somebody elsewhere can look at keeps it, as `needs-look`.
 * - `error` does not: the question itself failed, which no restart mends, and nothing is known.
 * - Anything else (`fail`, `unknown`, …) keeps a change that works only after somebody restarts something, as `needs-restart`, because what
 *   runs is still the old; unless the verification says that it is `lasting`, that is: judged of what is written, or
 *   a complaint that was not there before.
 * - Otherwise the change did not do what it was made for, and is taken back.
 */
function judged(change: Change, { outcome, detail, lasting = false, elsewhere = false }: Verification): Proof {
  if (outcome === 'pass') return { kept: true, ending: 'verified', detail: verbatim(detail) }
  if (elsewhere && outcome === 'unknown') return { kept: true, ending: 'needs-look', detail: lookElsewhere(detail) }
  const waits = awaitsRestart(change) && outcome !== 'error' && !lasting
  return waits
    ? { kept: true, ending: 'needs-restart', detail: restartFirst(change, detail) }
    : { kept: false, ending: 'failed-and-undone', detail: notProven(detail) }
}

async function asked(change: Change, verify: Verifier, milliseconds: number): Promise<Verification> {
  try {
    const seconds = Math.round(milliseconds / 1000)
    return await within(milliseconds, verify(change), { outcome: 'error', detail: `> ${seconds} s` })
  } catch (cause) {
    return { outcome: 'error', detail: failureName(cause) }
  }
}

/** A place that something else changed since it was read back: group policies and services do that. */
async function movedOn({ steps }: Change, grounds: Grounds): Promise<Shortfall | undefined> {
  const last = new Map(steps.map((step) => [placeKey(step), step]))
  for (const step of last.values()) {
    const standing = await groundOf(grounds, step)
      ?.standing(step)
      .catch(() => 'other' as const)
    if (standing === 'before') return withoutEffect({ step })
    if (standing !== 'after') return { ending: 'failed-and-undone', detail: somethingElse({ step }) }
  }
  return undefined
}

function restartFirst(change: Change, detail: string): Text {
  const effect = effectiveAfter(change)
  return say(
    `Geschrieben und zurückgelesen. ${effect.de} Bitte starten Sie neu, und prüfen Sie danach: bollwerk assess. ${detail}`.trimEnd(),
    `Written and read back. ${effect.en} Please restart, and check afterwards: bollwerk assess. ${detail}`.trimEnd(),
  )
}

function lookElsewhere(detail: string): Text {
  return say(
    `Geschrieben und zurückgelesen. Ob es wirkt, zeigt nur ein Blick von außen; bitte sehen Sie nach: bollwerk assess --from internet. ${detail}`.trimEnd(),
    `Written and read back. Only a look from outside shows whether it works; please look: bollwerk assess --from internet. ${detail}`.trimEnd(),
  )
}

function notProven(detail: string): Text {
  return say(
    `Danach war die Prüfung nicht zufrieden, deshalb steht wieder alles wie vorher. ${detail}`.trimEnd(),
    `The check was not content afterwards, so everything is as it was before. ${detail}`.trimEnd(),
  )
}

import { formatAddress } from '../model/address.ts'
import { say, type Text } from '../model/text.ts'
import type { OpenedArea } from '../policy/gateway-settings.ts'
import type { Log } from './log.ts'
import { type MaterialOpening, type Moment, momentNow, openingOf } from './opening.ts'

/** How often the end of an opening is looked for, in milliseconds. The evaluator itself does not wait for it. */
const lookEvery = 1_000

interface Held {
  readonly opening: MaterialOpening
  /** Milliseconds since 1970. */
  readonly end: number
  readonly words: string
}

/**
 * The openings of the policy in force, each judged once, when its policy came into force. Tells of every beginning and
 * end. A clock that is set back does not prolong one, and one that is set forward ends it.
 */
export class OpeningWatch {
  readonly #log: Log
  readonly #changed: () => void
  readonly #now: () => Moment
  #held: readonly Held[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(log: Log, changed: () => void, now: () => Moment = momentNow) {
    this.#log = log
    this.#changed = changed
    this.#now = now
  }

  /** What is open at present. */
  get openings(): readonly MaterialOpening[] {
    return this.#held.map(({ opening }) => opening)
  }

  /** Judges what a policy that comes into force now wants opened. */
  adopt(opened: readonly OpenedArea[]): void {
    const before = this.#held
    const now = this.#now()
    this.#held = opened.flatMap((entry) => this.#judge(entry, now))
    for (const held of before) {
      if (!this.#held.some(({ words }) => words === held.words)) this.#tellEnd(held)
    }
    for (const { words, opening } of this.#held) {
      if (before.some((held) => held.words === words)) continue
      this.#log.warn('area.opened', beginning(words), { area: opening.area })
    }
    this.#keepLooking()
  }

  /** Ends what is over; called by itself every second. */
  look(): void {
    const { wall, shared } = this.#now()
    const over = this.#held.filter(({ opening, end }) => wall >= end || shared >= opening.until)
    if (over.length === 0) return
    this.#held = this.#held.filter((held) => !over.includes(held))
    for (const held of over) this.#tellEnd(held)
    this.#keepLooking()
    this.#changed()
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #judge(entry: OpenedArea, now: Moment): Held[] {
    const { area, until } = entry
    const words = `${area} (${formatAddress(entry.address)}, ${until.text})`
    const opening = openingOf(entry, now)
    if (typeof opening !== 'string') return [{ opening, end: until.milliseconds, words }]
    if (opening === 'over') this.#log.info('area.over', over(words), { area })
    else this.#log.error('area.not-opened', tooLong(words), { area })
    return []
  }

  #tellEnd({ words, opening }: Held): void {
    this.#log.warn('area.closed', ending(words), { area: opening.area })
  }

  #keepLooking(): void {
    this.close()
    if (this.#held.length === 0) return
    this.#timer = setInterval(() => this.look(), lookEvery)
    this.#timer.unref()
  }
}

function beginning(words: string): Text {
  return say(
    `Ein geschlossener Bereich ist geöffnet: ${words}. Jede Anfrage dorthin steht im Sicherheitsjournal.`,
    `A closed area is open: ${words}. Every request to it stands in the security journal.`,
  )
}

function ending(words: string): Text {
  return say(
    `Wieder geschlossen: ${words}. Bitte löschen Sie den Eintrag unter gateway.opened.`,
    `Closed again: ${words}. Please delete the entry under gateway.opened.`,
  )
}

function over(words: string): Text {
  return say(
    `Schon vorbei, also geschlossen: ${words}. Bitte löschen Sie den Eintrag unter gateway.opened, oder nennen Sie eine spätere Zeit.`,
    `Over already, so closed: ${words}. Please delete the entry under gateway.opened, or name a later time.`,
  )
}

function tooLong(words: string): Text {
  return say(
    `Nicht geöffnet: ${words} liegt mehr als 60 Minuten in der Zukunft. Bitte nennen Sie eine frühere Zeit; alles andere in der Richtlinie gilt.`,
    `Not opened: ${words} lies more than 60 minutes ahead. Please name an earlier time; everything else in the policy holds.`,
  )
}

import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Place, Vantage } from '../model/vantage.ts'

/** Where evidence was taken from; `unstated` if nobody said. */
export function vantageOf(evidence: Evidence): Vantage {
  return evidence.vantage ?? { place: 'unstated' }
}

/** The same text for the same place, country and note. */
export function vantageKey(evidence: Evidence): string {
  const { place, country, note } = vantageOf(evidence)
  return JSON.stringify([place, country, note])
}

export function fromPlace<Piece extends Evidence>(evidence: readonly Piece[], place: Place): readonly Piece[] {
  return evidence.filter((piece) => vantageOf(piece).place === place)
}

export function seenOnly<Value>(evidence: readonly Evidence<Value>[]): readonly Seen<Value>[] {
  return evidence.filter((piece) => isSeen(piece))
}

/**
 * Drops what a later look from the same vantage replaced. `subject` names what a fact is about (an address, a path).
 * One look asks every address of a name one after another, so of one subject everything counts that was seen within
 * an hour of its newest answer; of one source only the newest, and nothing after that source failed. Answers of the
 * same moment all stay. The evidence comes newest first, as `EvidenceSet` answers it.
 */
export function newest<Value>(
  evidence: readonly Evidence<Value>[],
  subject: (value: Value) => string,
): readonly Evidence<Value>[] {
  const latest = new Map<string, string>()
  const latestOf = (key: string, at: string): string => {
    const known = latest.get(key) ?? at
    latest.set(key, known)
    return known
  }
  return evidence.filter((piece) => {
    const from = vantageKey(piece)
    const source = `${from} ${piece.source}`
    if (!isSeen(piece)) {
      latestOf(`failed ${source}`, piece.at)
      return latestOf(`looked ${source}`, piece.at) === piece.at
    }
    const about = subject(piece.value)
    latestOf(`looked ${source}`, piece.at)
    const sameLook = hoursBetween(latestOf(`about ${from} ${about}`, piece.at), piece.at) < 1
    const sameMoment = latestOf(`answered ${source} ${about}`, piece.at) === piece.at
    return sameLook && sameMoment && (latest.get(`failed ${source}`) ?? piece.at) === piece.at
  })
}

function hoursBetween(later: string, earlier: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 3_600_000
}

const placeTexts: Readonly<Record<Place, Text>> = {
  internet: say('aus dem Internet', 'from the internet'),
  technicians: say('aus dem Netz der Techniker', "from the technicians' network"),
  'main-network': say('aus dem Hauptnetz', 'from the main network'),
  'server-segment': say('aus dem Netz der Server', "from the servers' segment"),
  unstated: say('von einem ungenannten Ort', 'from an unstated place'),
}

/** "from the internet (DE), from the main network": every vantage of the evidence once. */
export function whence(evidence: readonly Evidence[]): Text {
  const different = new Map(evidence.map((piece) => [vantageKey(piece), vantageOf(piece)]))
  const texts = [...different.values()].map(({ place, country }) => {
    const { de, en } = placeTexts[place]
    return country === undefined ? say(de, en) : say(`${de} (${country})`, `${en} (${country})`)
  })
  const once = [...new Map(texts.map((text) => [text.en, text])).values()]
  return joined(once, ', ')
}

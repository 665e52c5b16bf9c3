import type { Evidence } from '../model/evidence.ts'

/**
 * Of many looks, what counts now: for each question (server, fact, source, place) the answers of its last look. Who
 * looked from another place, or asked something else, is another question.
 */
export function newest(evidence: readonly Evidence[]): readonly Evidence[] {
  const kept = new NewestEvidence()
  kept.add(evidence)
  return kept.all()
}

/** The same, one look after another: what a later look answers is let go at once, so a thousand looks need little memory. */
export class NewestEvidence {
  readonly #answers = new Map<string, Evidence[]>()

  add(evidence: readonly Evidence[]): void {
    for (const piece of evidence) {
      const question = questionOf(piece)
      const known = this.#answers.get(question)
      const age = known?.[0]?.at
      if (known === undefined || age === undefined || age < piece.at) this.#answers.set(question, [piece])
      else if (age === piece.at && !sameIn(known, piece)) known.push(piece)
    }
  }

  all(): readonly Evidence[] {
    return [...this.#answers.values()].flat()
  }
}

/** The same piece may come twice, from a file and its copy. Long lists of answers are not compared: they are rare. */
function sameIn(known: readonly Evidence[], piece: Evidence): boolean {
  if (known.length > mostCompared) return false
  const text = JSON.stringify(piece)
  return known.some((other) => JSON.stringify(other) === text)
}

const mostCompared = 20

function questionOf({ server, fact, source, vantage }: Evidence): string {
  const place = vantage === undefined ? '' : `${vantage.place}\n${vantage.country ?? ''}\n${vantage.note ?? ''}`
  return `${server}\n${fact}\n${source}\n${place}`
}

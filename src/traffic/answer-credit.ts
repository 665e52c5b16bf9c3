/** What a question over UDP allows as answer. Its source may be forged, and then the answer hits a stranger. */
export interface AnswerLimits {
  /** Milliseconds after the last question in which an answer is one. */
  readonly window: number
  /** Answers to one question. */
  readonly answers: number
  /** Bytes of these answers together, in bytes of the question; three is what QUIC allows (RFC 9000, section 8). */
  readonly factor: number
  /** Bytes that the smallest question allows: an answer may be longer than a very short question. */
  readonly leastBytes: number
}

/** What a source may still be answered. */
export interface AnswerCredit {
  answers: number
  bytes: number
  askedAt: number
}

/** Questions whose answers may be outstanding at a time. */
const mostOutstanding = 8

/** No credit: nothing has been asked yet. */
export function noCredit(): AnswerCredit {
  return { answers: 0, bytes: 0, askedAt: Number.NEGATIVE_INFINITY }
}

/** Adds what a question of so many bytes allows. Credit from before the window is gone, and it never piles up. */
export function creditQuestion(credit: AnswerCredit, length: number, limits: AnswerLimits & { now: number }): void {
  const { answers, factor, leastBytes, window, now } = limits
  if (now - credit.askedAt > window) {
    credit.answers = 0
    credit.bytes = 0
  }
  const bytes = Math.max(factor * length, leastBytes)
  credit.answers = Math.min(credit.answers + answers, mostOutstanding * answers)
  credit.bytes = Math.min(credit.bytes + bytes, mostOutstanding * bytes)
  credit.askedAt = now
}

/** Takes an answer of so many bytes from the credit, or says why it is none that may go back. */
export function spendAnswer(
  credit: AnswerCredit,
  length: number,
  { window, now }: Pick<AnswerLimits, 'window'> & { now: number },
): 'answer' | 'unasked' | 'too-much' {
  if (now - credit.askedAt > window) return 'unasked'
  if (credit.answers < 1 || credit.bytes < length) return 'too-much'
  credit.answers -= 1
  credit.bytes -= length
  return 'answer'
}

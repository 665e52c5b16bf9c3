import type { Policy } from '../../policy/policy.ts'

/** A piece of a text that is replaced: characters counted in the text as it is before. */
interface TextPiece {
  readonly at: number
  readonly out: string
  readonly in: string
}

/** An edit of a policy file that leaves every other character, comments and line endings as they are. */
export interface PolicyTextEdit {
  /** In ascending order, none over another. */
  readonly pieces: readonly TextPiece[]
  /** For people: the key, what it says, and what it says afterwards. */
  readonly shown: readonly { readonly place: string; readonly before: string; readonly after: string }[]
  /** What the file must mean afterwards, and nothing else. */
  readonly meaning: Policy
}

/** One key that changes, and how the text does. */
export interface TextChange {
  readonly place: string
  readonly before: string
  readonly after: string
  readonly edit: (text: string) => string
}

/** Each change is made of the text as it is now, so that its place is known in it. They must not touch one another. */
export function changedText(text: string, meaning: Policy, changes: readonly TextChange[]): PolicyTextEdit {
  return {
    pieces: changes.map(({ edit }) => difference(text, edit(text))).toSorted((a, b) => a.at - b.at),
    shown: changes.map(({ place, before, after }) => ({ place, before, after })),
    meaning,
  }
}

/** The shortest piece that makes the one text the other. */
function difference(before: string, after: string): TextPiece {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return { at: head, out: before.slice(head, before.length - tail), in: after.slice(head, after.length - tail) }
}

import type { Splice } from './change.ts'

/** A splice that does not fit the bytes that it is given. */
class SpliceMismatch extends Error {
  override readonly name = 'SpliceMismatch'
}

/** One piece that is replaced, in bytes of the file that it is applied to. */
interface Piece {
  readonly at: number
  readonly out: Uint8Array
  readonly in: Uint8Array
}

/**
 * The bytes after the splices, from those before them. Throws `SpliceMismatch` where a splice does not find what it
 * takes out, or where splices are out of order or lie over one another.
 */
export function spliced(before: Uint8Array, splices: readonly Splice[]): Buffer {
  return replaced(before, splices.map(decoded))
}

/** The bytes before the splices, from those after them; just as strict. */
export function unspliced(after: Uint8Array, splices: readonly Splice[]): Buffer {
  let shift = 0
  const back = splices.map(decoded).map((piece) => {
    const turned = { at: piece.at + shift, out: piece.in, in: piece.out }
    shift += piece.in.length - piece.out.length
    return turned
  })
  return replaced(after, back)
}

function decoded(splice: Splice): Piece {
  return { at: splice.at, out: Buffer.from(splice.out, 'base64'), in: Buffer.from(splice.in, 'base64') }
}

function replaced(bytes: Uint8Array, pieces: readonly Piece[]): Buffer {
  const parts: Uint8Array[] = []
  let reached = 0
  for (const { at, out, in: put } of pieces) {
    if (!Number.isSafeInteger(at) || at < reached) throw new SpliceMismatch(`out of order at byte ${at}`)
    const end = at + out.length
    if (end > bytes.length || Buffer.compare(bytes.subarray(at, end), out) !== 0) {
      throw new SpliceMismatch(`something else stands at byte ${at}`)
    }
    parts.push(bytes.subarray(reached, at), put)
    reached = end
  }
  return Buffer.concat([...parts, bytes.subarray(reached)])
}

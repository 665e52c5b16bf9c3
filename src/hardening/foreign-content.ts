/** A place holds something that no step of ours put there. Nobody touches it. */
export class ForeignContent extends Error {
  override readonly name = 'ForeignContent'
}

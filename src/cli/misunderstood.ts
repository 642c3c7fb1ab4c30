/** What was written is not understood, or cannot be done. The sentence says what can. */
export class Misunderstood extends Error {
  override readonly name = 'Misunderstood'
}

/** A line of a briefing, and the messages (by our ids) that it rests on. */
export interface BriefingLine {
  readonly text: string
  readonly evidence: readonly string[]
}

/** What a teammate reads first. A line that rests on nothing is cut, whoever has written it. */
export interface Briefing {
  /** One sentence: what this is about. */
  readonly headline: string
  /** What the headline rests on. */
  readonly evidence: readonly string[]
  /** The customer, by the name they have chosen, and where they wrote. */
  readonly who: BriefingLine | undefined
  readonly wants: BriefingLine | undefined
  readonly tried: readonly BriefingLine[]
  /** What the customer was promised. */
  readonly promised: readonly BriefingLine[]
  readonly mood: BriefingLine | undefined
  readonly facts: readonly BriefingLine[]
  readonly openQuestion: BriefingLine | undefined
  /** What to do next. It is advice, and rests on what the other lines rest on. */
  readonly next: BriefingLine | undefined
  /** Words for the customer that a teammate may edit and send. Never sent by itself. */
  readonly draft: string | undefined
  /** The language the customer writes: a code such as `es`. */
  readonly language: string
  readonly by: 'rules' | 'model'
}

import type { Sentence } from './language.ts'

/** The sentences that the platform says by itself, by what they are for. */
export const TEXT_NAMES = [
  /** Every attempt at an answer failed and a person takes over. */
  'agentFailed',
  /** Something came that we cannot read. */
  'unsupported',
  /** After the reset command. */
  'reset',
  /** To whoever may not write here. */
  'notAllowed',
  /** The agent hands the customer to a person. */
  'handedOff',
  /** People are called while it is closed: `{when}` is filled in. */
  'outOfHours',
  /** People are called, and everybody is away. */
  'nobodyOnDuty',
  /** The customer wrote STOP: no marketing comes any more, on no line. */
  'marketingStopped',
  /** ... and has taken it back. */
  'marketingResumed',
  /** Stands in a template where a promised update is too long for it: the customer writes back and is told. */
  'updateWaiting',
  /** Before the first reply of an agent in a conversation: `{agent}` and `{line}` are filled in. */
  'disclosure',
  'mediaTooLarge',
  'mediaWrongType',
  'mediaExpired',
  'mediaFailed',
  /** An image came, and no model that answers here can see. */
  'cannotSee',
  /** `/help`: `{commands}` is filled in. */
  'help',
  /** `/start`: `{line}` is filled in. */
  'start',
  /** `/status`: `{agent}` and `{line}` are filled in. */
  'status',
] as const
export type TextName = (typeof TEXT_NAMES)[number]

export type Texts = Readonly<Record<Exclude<TextName, 'notAllowed'>, Sentence>> & {
  /** Null is silence. */
  readonly notAllowed: Sentence | null
}

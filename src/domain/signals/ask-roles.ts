/** What a word or phrase does in a request for a person. */
export type Role =
  /** "want", "need", "give me": a person right after it is asked for. */
  | 'want'
  /** "can I", "let me", "how do I": makes a request of a verb of talking. */
  | 'can'
  /** "I can't", "why can't I": a person that cannot be reached is asked for all the same. */
  | 'cannot'
  /** "is there" */
  | 'exists'
  /** "who", in "who can I talk to" */
  | 'who'
  /** "talk to", "contact" */
  | 'talk'
  /** "connect me with", which needs nothing before it. */
  | 'hand'
  /** ... and nothing after it either: "transfer me", "escalate this" */
  | 'handover'
  /** "call me", "give me a call" */
  | 'call'
  /** "by phone" */
  | 'phone'
  /** "look at", "review": what a person is asked for to do */
  | 'help'
  /** "human": hardly used for anything else. */
  | 'human'
  /** "person": people are also counted, paid for and waited for. */
  | 'person'
  /** "agent", "operator" */
  | 'role'
  /** "doctor", "sales": asked for only when somebody wants to talk to them. */
  | 'staff'
  /** "customer service" */
  | 'team'
  /** "someone" */
  | 'some'
  | 'bot'
  /** "stop", "enough of" */
  | 'stop'
  /** "not": denies the verb next to it. */
  | 'not'
  /** "no", "without": denies the noun next to it. */
  | 'no'
  /** "if", "when" */
  | 'when'
  /** "managed to", "had to": it has happened. */
  | 'done'
  /** "he said" */
  | 'told'
  /** "are you", "am I" */
  | 'is'
  /** "do I have to" */
  | 'must'
  /** "my", "his": a person of somebody else. */
  | 'mine'
  /** Who speaks: what denies before it denies something else. */
  | 'self'
  | 'real'
  | 'polite'
  | 'hello'
  /** "a", where it may also be the number one. */
  | 'one'
  /** "to", "for": a purpose follows. */
  | 'for'
  /** "in", "at": a place follows. */
  | 'place'
  | 'and'
  | 'but'
  /** Little words that change nothing. */
  | 'small'
  /** Phrases in which words of this table mean something else: "per person", "human rights". */
  | 'nothing'

/** The words of a language, as lists of phrases. */
export interface AskWords {
  /**
   * Where the verb stands. `early`: want, talk, person. `apart`: the verb of talking may follow the person. `late`: so
   * does what is wanted, and what denies it.
   */
  readonly verb: 'early' | 'apart' | 'late'
  readonly words: Readonly<Partial<Record<Role, string>>>
  /** Words that look like a slip of the pen for one of the table, and are none. */
  readonly right?: string
}

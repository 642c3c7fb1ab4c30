import { Phrases } from '../phrases.ts'
import type { SignalTuning } from '../signal.ts'
import { SENSITIVE_EAST } from './topics-east.ts'
import { SENSITIVE_WEST } from './topics-west.ts'

export type Topic = keyof SignalTuning['sensitive']

/** How people of one language speak of what an agent should leave to people. */
export type Sensitive = Readonly<Record<Topic, string>> & {
  /** Where such words are part of an ordinary question. */
  readonly harmless: string
}

export const TOPICS = new Phrases<Topic | 'harmless'>()
for (const { harmless, medical, legal, financial } of [...SENSITIVE_WEST, ...SENSITIVE_EAST]) {
  TOPICS.add(harmless, 'harmless')
  TOPICS.add(medical, 'medical')
  TOPICS.add(legal, 'legal')
  TOPICS.add(financial, 'financial')
}

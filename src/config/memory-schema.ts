import { z } from 'zod'
import type { AgentModel, EmbeddingModelChoice } from './agent-model-options.ts'
import { duration, flag, oneOf, Refusal, setting, whole, written } from './values.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Files and folders: a list, or one text with commas. */
const paths = () =>
  setting((value: string | readonly string[]) => {
    const list = Array.isArray(value) ? value.map(written) : written(value).split(',')
    const found = list.map((one) => one.trim())
    return found.length > 0 && found.every(Boolean)
      ? found
      : new Refusal('must be a list of files and folders', 'Write for example: knowledge: [./docs, ./faq.md]')
  })

export const SHARES = ['all', 'none'] as const

/** What is remembered of customers, and what agents are told of it. */
export const memory = z
  .strictObject({
    /** What agents may say of the business stands in these files and folders. They are read again when they change. */
    knowledge: paths().default([]),
    /** Facts are drawn from what was said. `facts: off` switches it off. */
    facts: z
      .strictObject({
        draw: flag().default(true),
        /** Beside the rules, which need none. */
        model: z.custom<AgentModel>().optional(),
        /** How long nobody has said anything when facts are drawn. */
        quiet: duration({ least: SECOND, most: 60 * MINUTE }).optional(),
        /** And at once after so many messages. */
        mostTurns: whole({ least: 1, most: 100, unit: 'a number of messages' }).default(12),
      })
      .prefault({}),
    /** A model that finds what means alike, beside the search by words. `off` is none. */
    embeddings: z.custom<EmbeddingModelChoice | 'off' | false>().optional(),
    /** What an agent is told before a turn. */
    context: z
      .strictObject({
        tokens: whole({ least: 100, most: 2_000, unit: 'a number of tokens' }).default(1_200),
        facts: whole({ least: 0, most: 50, unit: 'a number of facts' }).default(5),
        preferences: whole({ least: 0, most: 50, unit: 'a number of preferences' }).default(3),
      })
      .prefault({}),
    /** Megabytes that the indexes of customers may take in memory. */
    cacheMb: whole({ least: 1, most: 65_536, unit: 'a number of megabytes' }).default(64),
  })
  .prefault({})

/** What a line does with what customers say on it. */
export const lineMemory = z.strictObject({
  /** `none`: what is said on this line is not told on others. */
  share: oneOf(SHARES).default('all'),
})

type Written = Exclude<z.input<typeof memory>, undefined>

export type MemoryOptions = Omit<Written, 'facts'> & { facts?: Written['facts'] | 'off' | 'on' | boolean }

/** A block that may be written as one word, and the key that the word is for. */
export const IN_A_WORD: Readonly<Record<string, string>> = { 'memory.facts': 'memory.facts.draw' }

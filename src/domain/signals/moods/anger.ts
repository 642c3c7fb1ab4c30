import { Phrases } from '../phrases.ts'
import { wordsOf } from '../words.ts'
import { ANGRY_EAST } from './anger-east.ts'
import { ANGRY_WEST } from './anger-west.ts'

export type Anger = 'strong' | 'plain' | 'mild' | 'faint'

/** What angry customers write in one language. */
export interface Angry {
  readonly strong: string
  readonly plain: string
  readonly mild: string
  /** An ordinary question, until it is shouted. */
  readonly faint: string
  /** Said of people; said of oneself it is no complaint. */
  readonly insults: string
  /** Phrases in which such words mean no harm. */
  readonly calm: string
  /** With these a raised voice is joy, or only a habit. */
  readonly happy: string
}

const languages: readonly Angry[] = [...ANGRY_WEST, ...ANGRY_EAST]

export type Mood = Anger | 'insult' | 'calm' | 'happy'

/** What is harmless stands first: of two that are as long it is meant. */
export const MOODS = new Phrases<Mood>()
for (const { calm } of languages) MOODS.add(calm, 'calm')
for (const { strong, plain, mild, faint, insults, happy } of languages) {
  MOODS.add(strong, 'strong')
  MOODS.add(plain, 'plain')
  MOODS.add(insults, 'insult')
  MOODS.add(mild, 'mild')
  MOODS.add(happy, 'happy')
  MOODS.add(faint, 'faint')
}

export const SELF: ReadonlySet<string> = new Set(
  wordsOf('im am ive myself me soy sou bin ich suis je main mai mein sono ben انا मैं'),
)

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

export const ANGER = new Phrases<Anger>()
export const INSULTS = new Phrases<'insult'>()
export const CALM = new Phrases<'calm'>()
export const HAPPY = new Phrases<'happy'>()
for (const { strong, plain, mild, faint, insults, calm, happy } of languages) {
  ANGER.add(strong, 'strong')
  ANGER.add(plain, 'plain')
  ANGER.add(mild, 'mild')
  ANGER.add(faint, 'faint')
  INSULTS.add(insults, 'insult')
  CALM.add(calm, 'calm')
  HAPPY.add(happy, 'happy')
}

export const SELF: ReadonlySet<string> = new Set(
  wordsOf('im ive myself me soy sou bin ich suis je main mai mein sono ben انا मैं'),
)

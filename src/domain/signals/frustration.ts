import { MOODS, type Mood, SELF } from './moods/anger.ts'
import { DENIES } from './moods/denials.ts'
import type { Found } from './phrases.ts'
import type { SignalTuning } from './signal.ts'
import type { Reading } from './words.ts'

type Level = Exclude<SignalTuning['frustration'], 'off'>

/** So much annoyance is enough. A strong word counts three, a plain one two, a mild one or a raised voice one. */
const ENOUGH: Readonly<Record<Level, number>> = { low: 3, normal: 2, high: 1 }
const WEIGHTS: Readonly<Partial<Record<Mood, number>>> = { strong: 3, plain: 2, insult: 2, mild: 1, faint: 0 }

/** A voice is raised from here on; an ordinary question then is none any more. */
const RAISED = 1

/** What shows that somebody is fed up, over the messages of one burst; nothing where it is not enough. */
export function frustrationIn(
  readings: readonly Reading[],
  level: Level,
): { message: number; heard: string } | undefined {
  let sum = 0
  let loud = 0
  let faint = false
  const said = new Set<string>()
  for (const [message, reading] of readings.entries()) {
    const { angry, isHappy } = moodOf(reading)
    for (const { heard, weight } of angry) {
      if (weight === 0) faint = true
      if (said.has(heard)) continue
      said.add(heard)
      sum += weight
    }
    loud = Math.max(loud, isHappy ? 0 : loudnessOf(reading.text))
    const total = faint && loud >= RAISED ? Math.max(sum + loud, ENOUGH.normal) : sum + loud
    if (total >= ENOUGH[level]) return { message, heard: [...said].at(-1) ?? shortened(reading.text) }
  }
  return undefined
}

interface Angry {
  readonly heard: string
  readonly weight: number
}

function moodOf(reading: Reading): { angry: readonly Angry[]; isHappy: boolean } {
  const { text, words } = reading
  const angry: Angry[] = []
  let isHappy = false
  for (let at = 0; at < words.length; ) {
    const found = longest(MOODS.at(words, at))
    const to = found?.to ?? at + 1
    const weight = found && WEIGHTS[found.meaning]
    if (found?.meaning === 'happy') isHappy = true
    const isHarmless = (found?.meaning === 'insult' && speaksOfSelf(reading, at)) || isDenied(reading, at)
    if (weight !== undefined && !isHarmless)
      angry.push({ heard: text.slice(words[at]!.from, words[to - 1]!.to), weight })
    at = to
  }
  return { angry, isHappy }
}

/** Of several that are as long, the first. */
const longest = (found: readonly Found<Mood>[]) =>
  found.reduce<Found<Mood> | undefined>((best, one) => (best && best.to >= one.to ? best : one), undefined)

/** "I am such an idiot" */
const speaksOfSelf = ({ words }: Reading, at: number) =>
  words.slice(Math.max(0, at - 4), at).some(({ word }) => SELF.has(word))

/** "not bad", "no es ridículo" */
function isDenied({ words }: Reading, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 2); before--) {
    if (words[before + 1]!.after !== 'nothing') return false
    if (DENIES.has(words[before]!.word)) return true
  }
  return false
}

const LEAST_SHOUTED = 8

/** Capitals all over, and signs in a row. */
function loudnessOf(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? []
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase()).length
  const shouts = letters.length >= LEAST_SHOUTED && capitals > letters.length * 0.8
  const rows = text.match(/[?؟？!！]{3,}/g) ?? []
  const marks = rows.length === 0 ? 0 : rows.length > 1 || rows[0]!.length > 3 ? 1 : 0.5
  return (shouts ? 1 : 0) + marks
}

const SHOWN = 60
const shortened = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)

import { ANGER, type Anger, CALM, HAPPY, INSULTS, SELF } from './moods/anger.ts'
import { DENIES } from './moods/denials.ts'
import type { Found } from './phrases.ts'
import type { SignalTuning } from './signal.ts'
import type { Reading } from './words.ts'

type Level = Exclude<SignalTuning['frustration'], 'off'>

/** So much annoyance is enough. A strong word counts three, a plain one two, a mild one or a raised voice one. */
const ENOUGH: Readonly<Record<Level, number>> = { low: 3, normal: 2, high: 1 }
const WEIGHTS: Readonly<Record<Anger, number>> = { strong: 3, plain: 2, mild: 1, faint: 0 }

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
    const angry = angerIn(reading)
    for (const { heard, weight } of angry) {
      if (said.has(heard)) continue
      said.add(heard)
      sum += weight
    }
    loud = Math.max(loud, isHappy(reading) ? 0 : loudnessOf(reading.text))
    faint ||= angry.some(({ weight }) => weight === 0)
    if (sum + loud + (faint && loud >= RAISED ? 1 : 0) >= ENOUGH[level])
      return { message, heard: [...said].at(-1) ?? shortened(reading.text) }
  }
  return undefined
}

function angerIn(reading: Reading): { heard: string; weight: number }[] {
  const { text, words } = reading
  const found: { heard: string; weight: number }[] = []
  for (let at = 0; at < words.length; ) {
    const calm = longest(CALM.at(words, at))
    const anger = longest(ANGER.at(words, at))
    const insult = longest(INSULTS.at(words, at))
    const to = Math.max(calm?.to ?? 0, anger?.to ?? 0, insult?.to ?? 0)
    if (to === 0 || to === calm?.to) {
      at = Math.max(at + 1, to)
      continue
    }
    const weight = to === anger?.to ? WEIGHTS[anger.meaning] : WEIGHTS.plain
    const isOwn = to === insult?.to && to !== anger?.to && speaksOfSelf(reading, at)
    if (!isOwn && !isDenied(reading, at)) found.push({ heard: text.slice(words[at]!.from, words[to - 1]!.to), weight })
    at = to
  }
  return found
}

const longest = <Meaning>(found: readonly Found<Meaning>[]) =>
  found.reduce<Found<Meaning> | undefined>((best, one) => (best && best.to >= one.to ? best : one), undefined)

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

const isHappy = ({ words }: Reading) => words.some((_, at) => HAPPY.at(words, at).length > 0)

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

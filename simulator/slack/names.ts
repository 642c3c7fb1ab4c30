import { createHash } from 'node:crypto'
import type { SimulatorClock } from '../clock.ts'

/** Makes the names Slack gives to things; the same random numbers give the same names. */
export interface Names {
  /** `C`, `U`, `F`, `V` and the like. */
  id(letter: string): string
  /** The same for the same words, so that people and channels are the same ones after a restart. */
  idOf(letter: string, words: string): string
  /** The name of a message: seconds and six digits, never twice, always later than the one before. */
  ts(): string
  uuid(): string
  secret(): string
}

const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export function createNames(random: () => number, clock: SimulatorClock): Names {
  let count = 0
  let last = 0
  const pick = (alphabet: string, length: number) => {
    let text = ''
    for (let index = 0; index < length; index++) text += alphabet[Math.floor(random() * alphabet.length)]
    return text
  }
  return {
    id(letter) {
      count++
      // The counter makes it unique whatever the random numbers are.
      return `${letter}0${pick(CAPITALS, 5)}${count.toString(36).toUpperCase().padStart(4, '0')}`
    },
    idOf(letter, words) {
      const digest = createHash('sha256').update(words).digest()
      return `${letter}0${[...digest.subarray(0, 9)].map((byte) => CAPITALS[byte % CAPITALS.length]).join('')}`
    },
    ts() {
      last = Math.max(last + 1, Math.floor(clock.now() * 1000))
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`
    },
    uuid() {
      count++
      const hex = (length: number) => pick('0123456789abcdef', length)
      return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${count.toString(16).padStart(12, '0')}`
    },
    secret: () => pick(LETTERS, 24),
  }
}

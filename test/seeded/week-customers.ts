import { sleep } from '../../src/flows/world.ts'
import type { Stage } from '../stage.ts'
import { LANGUAGES, thing, WORDS } from './week-words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Town {
  readonly stage: Stage
  readonly random: () => number
  readonly start: number
  readonly days: number
}

export interface Customer {
  readonly number: string
  readonly line: string
  readonly language: (typeof LANGUAGES)[number]
  readonly phone: ReturnType<Stage['phone']>
  /** All that they wrote, by the name WhatsApp has for it. */
  readonly said: Map<string, string>
}

/** What brings somebody here, and how often of a hundred times. */
const ERRANDS = {
  question: 40,
  person: 20,
  'a person at once': 8,
  '/human': 4,
  upset: 8,
  'what breaks the agent': 5,
  'what the agent cannot do': 5,
  burst: 10,
} as const
export type Errand = keyof typeof ERRANDS

export const BREAKS = 'BREAKS'
export const BEYOND = 'BEYOND'
/** So the words of each side are told apart on a phone. */
export const OF_AI = 'AI: '
export const OF_TEAM = 'TEAM '

export const between = (random: () => number, from: number, to: number) => from + random() * (to - from)
export const oneOf = <One>(random: () => number, all: readonly One[]): One => all[Math.floor(random() * all.length)]!

function errand(random: () => number): Errand {
  let left = random() * Object.values(ERRANDS).reduce((sum, weight) => sum + weight, 0)
  for (const [name, weight] of Object.entries(ERRANDS)) {
    left -= weight
    if (left < 0) return name as Errand
  }
  return 'question'
}

export function customersOf({ stage, random }: Town, count: number): Customer[] {
  return Array.from({ length: count }, (_, index) => {
    const number = `1555${String(2_000_000 + index)}`
    const line = index % 3 === 0 ? 'sales' : 'support'
    return { number, line, language: oneOf(random, LANGUAGES), phone: stage.phone(number, line), said: new Map() }
  })
}

/** Comes a few times in the week, mostly by day; the last visit leaves everybody the time to see to it. */
export async function liveThroughTheWeek(town: Town, customer: Customer): Promise<void> {
  const { stage, random, start, days } = town
  const visits = Array.from({ length: 1 + Math.floor(random() * days) }, () => {
    const hour = random() < 0.8 ? between(random, 8, 21) : between(random, 0, 24)
    return start + Math.floor(random() * days) * DAY + hour * HOUR
  })
  for (const at of visits.sort((one, other) => one - other)) {
    if (at > stage.clock.now()) await sleep(stage.clock, at - stage.clock.now())
    if (stage.clock.now() < start + days * DAY - 3 * HOUR) await visit(town, customer, errand(random))
  }
}

async function visit(town: Town, customer: Customer, what: Errand): Promise<void> {
  const { random, stage } = town
  const words = WORDS[customer.language]
  const question = () => oneOf(random, words.questions).replace('{thing}', thing(random))
  const says = (text: string) => void customer.said.set(customer.phone.says(text), text)
  const pause = (from: number, to: number) => sleep(stage.clock, between(random, from, to))
  switch (what) {
    case 'question':
      says(question())
      await answered(town, customer, 3 * MINUTE)
      if (random() < 0.5) says(words.thanks)
      return
    case 'burst':
      for (let count = 0; count < 3; count++) {
        says(question())
        await pause(200, 3000)
      }
      await answered(town, customer, 3 * MINUTE)
      return
    case 'person':
      says(question())
      await answered(town, customer, 3 * MINUTE)
      says(oneOf(random, words.asks))
      return waitForPeople(town, customer)
    case 'a person at once':
      says(oneOf(random, words.asks))
      return waitForPeople(town, customer)
    case '/human':
      says('/human')
      return waitForPeople(town, customer)
    case 'upset':
      says(oneOf(random, words.upset))
      return waitForPeople(town, customer)
    case 'what breaks the agent':
      says(`${question()} ${BREAKS}`)
      return waitForPeople(town, customer)
    case 'what the agent cannot do':
      says(`${question()} ${BEYOND}`)
      return waitForPeople(town, customer)
  }
}

/** Whether anything has come within so long. */
async function answered({ stage }: Town, { phone }: Customer, within: number): Promise<boolean> {
  const before = phone.bubbles.length
  for (let waited = 0; waited < within && phone.bubbles.length === before; waited += 5000)
    await sleep(stage.clock, 5000)
  return phone.bubbles.length > before
}

/** Some ask whether anybody is there, some go silent, some come back the next day; most thank whoever helps them. */
async function waitForPeople({ stage, random }: Town, { phone, language, said }: Customer): Promise<void> {
  const words = WORDS[language]
  const says = (text: string) => void said.set(phone.says(text), text)
  const fromTeam = () => phone.bubbles.filter(({ text }) => text.startsWith(OF_TEAM)).length
  const isSilent = random() < 0.2
  const patience = between(random, 20, 10 * 60) * MINUTE
  const began = stage.clock.now()
  let heard = fromTeam()
  let thanked = false
  while (stage.clock.now() - began < patience && !thanked) {
    await sleep(stage.clock, between(random, 1, 30) * MINUTE)
    if (isSilent) continue
    if (fromTeam() > heard) {
      heard = fromTeam()
      thanked = random() < 0.6
      says(thanked ? words.thanks : words.details)
    } else if (random() < 0.15) says(words.nudge)
  }
}

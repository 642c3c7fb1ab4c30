import { chance } from '../chance.ts'
import type { Question, Scope, Turn } from './data.ts'
import { arabic } from './languages/ar.ts'
import { german } from './languages/de.ts'
import { english } from './languages/en.ts'
import { spanish } from './languages/es.ts'
import { friends } from './languages/friends.ts'
import { hindi } from './languages/hi.ts'
import { portuguese } from './languages/pt.ts'
import type { Talk, Topic } from './languages/topic.ts'

const TALKS: readonly Talk[] = [english, spanish, portuguese, german, hindi, arabic, friends]
const START = Date.UTC(2025, 0, 6, 9)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Of the turns and the questions: people type on phones. */
const MISTYPED = 0.12

export type Random = () => number

export interface Size {
  readonly perLanguage: number
  readonly sessions: number
  /** Of small talk, in each session. */
  readonly exchanges: number
}

/** Customers of six languages, and friends; the same seed makes the same ones. Every other customer is held back from tuning. */
export function generated(
  seed: number,
  size: Size,
): { readonly tune: readonly Scope[]; readonly held: readonly Scope[] } {
  const random = chance(seed)
  const scopes = TALKS.flatMap((talk) =>
    Array.from({ length: size.perLanguage }, (_, at) =>
      customerOf(talk, `${talk.speakers ? 'friends' : talk.language}-${at}`, random, size),
    ),
  )
  return { tune: scopes.filter((_, at) => at % 2 === 0), held: scopes.filter((_, at) => at % 2 === 1) }
}

/** What one customer said, with what can be asked about it. */
export function customerOf(
  talk: Talk,
  name: string,
  random: Random,
  { sessions, exchanges }: Omit<Size, 'perLanguage'>,
): Scope {
  const turns: Turn[] = []
  const questions: Question[] = []
  const told = plan(talk, random, sessions)
  for (let session = 0; session < sessions; session++) {
    let at = START + session * 6 * DAY_MS + Math.floor(random() * 8) * HOUR_MS
    const say: Say = (by, text) => {
      const speaker = talk.speakers ? talk.speakers[by === 'customer' ? 0 : 1] : by
      at += 30_000 + Math.floor(random() * 240_000)
      const id = `${name}/${turns.length}`
      turns.push({ id, speaker, at, text, session: `${name}/${session}` })
      return id
    }
    const own = told.filter((one) => one.session === session)
    for (let exchange = 0; exchange < exchanges + own.length; exchange++) {
      const one = exchange % 2 === 1 ? own.shift() : undefined
      if (one) one.tell(say, () => at)
      else small(talk, random, say)
    }
    for (const one of own) one.tell(say, () => at)
  }
  const last = turns.at(-1)!.at + DAY_MS
  for (const one of told) questions.push(...one.questions(last))
  return {
    name,
    turns,
    questions: questions.map((question) => ({ ...question, text: mistyped(question.text, random) })),
  }
}

type Say = (by: 'customer' | 'agent', text: string) => string

interface Told {
  readonly session: number
  tell(say: Say, now: () => number): void
  questions(at: number): readonly Question[]
}

/** In which session each topic comes up, and in which later one it changes. */
function plan(talk: Talk, random: Random, sessions: number): readonly Told[] {
  return talk.topics.flatMap((topic) => {
    const [value, newer] = twoOf(topic.values, random)
    const first = Math.floor(random() * sessions * 0.6)
    const later = first + 1 + Math.floor(random() * (sessions - first - 1))
    const spoken = { old: '', current: '', at: 0 }
    const told: Told = {
      session: first,
      tell(say, now) {
        if (topic.ask) say('agent', topic.ask)
        spoken.current = say(topic.by ?? 'customer', mistyped(topic.say.replace('{v}', value), random))
        spoken.at = now()
      },
      questions: (at) =>
        topic.questions.map((text) => ({
          text: text.replace('{v}', topic.dated ? dayIn(talk.language, spoken.at, random) : value),
          evidence: [spoken.current],
          stale: spoken.old === '' ? [] : [spoken.old],
          at,
        })),
    }
    return topic.change === undefined
      ? [told]
      : [told, changing(topic.change.replace('{v}', newer), later, spoken, random)]
  })
}

function changing(text: string, session: number, spoken: { old: string; current: string }, random: Random): Told {
  return {
    session,
    tell(say) {
      spoken.old = spoken.current
      spoken.current = say('customer', mistyped(text, random))
    },
    questions: () => [],
  }
}

function small(talk: Talk, random: Random, say: Say) {
  const [asked, answered] = pick(talk.small, random)
  const product = pick(talk.products, random)
  const town = pick(talk.towns, random)
  const order = `ORD-${1000 + Math.floor(random() * 9000)}`
  const number = String(2 + Math.floor(random() * 28))
  const filled = (text: string) =>
    text.replaceAll('{p}', product).replaceAll('{t}', town).replaceAll('{o}', order).replaceAll('{n}', number)
  say('customer', mistyped(filled(asked), random))
  say('agent', filled(answered))
}

function dayIn(language: string, at: number, random: Random): string {
  const year = random() < 0.5 ? ({ year: 'numeric' } as const) : {}
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC', ...year }).format(at)
}

const pick = <One>(of: readonly One[], random: Random): One => of[Math.floor(random() * of.length)]!

function twoOf(values: Topic['values'], random: Random): readonly [string, string] {
  const first = Math.floor(random() * values.length)
  const second = (first + 1 + Math.floor(random() * Math.max(1, values.length - 1))) % values.length
  return [values[first]!, values[second]!]
}

/** Two neighbouring letters of one long word change places, now and then. */
function mistyped(text: string, random: Random): string {
  if (random() >= MISTYPED) return text
  const words = [...text.matchAll(/\p{L}{6,}/gu)]
  if (words.length === 0) return text
  const { 0: word, index } = pick(words, random)
  const at = index + 2 + Math.floor(random() * (word.length - 4))
  return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
}

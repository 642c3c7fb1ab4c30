import type { AskWords, Role } from './ask-roles.ts'
import { BORROWED, COMMANDS, LANGUAGES_OF_ASKS } from './ask-words/index.ts'
import { type Found, Phrases, vocabularyOf } from './phrases.ts'
import { createSpelling, isGuess, type Spelling } from './spelling.ts'
import { fold, type Reading, type Word } from './words.ts'

/** Words of a message with what they do in one language. */
export interface Item {
  readonly role: Role | 'number' | 'other'
  readonly from: number
  readonly to: number
  /** It may just as well be another word: nothing but a slip of the pen makes it one of ours. */
  readonly guessed: boolean
}

/** A message as one language sees it. */
export interface Line {
  readonly items: readonly (Item & { readonly after: Word['after'] })[]
  readonly verb: AskWords['verb']
  /** How many letters there are in the words that the language knows: short words are the same in many. */
  readonly known: number
  /** Whether it has a word in it for somebody to talk to. */
  readonly speaks: boolean
}

interface Meaning {
  readonly language: number
  readonly role: Role
}

/** Misspelt, these are still understood. */
const FORGIVING: readonly Role[] = ['human', 'person', 'role', 'talk', 'team', 'hand']
const LONGEST_PHRASE = 12

const languages = Object.values(LANGUAGES_OF_ASKS)
const phrases = new Phrases<Meaning>()
const written: string[] = []
const forgiven: string[] = []
for (const [language, { words }] of languages.entries())
  for (const role of new Set(['handover', 'call', ...Object.keys(words), ...Object.keys(BORROWED)]) as Set<Role>) {
    const meaning = { language, role }
    for (const list of [words[role], BORROWED[role]]) {
      if (list === undefined) continue
      phrases.add(list, meaning)
      written.push(list)
      if (FORGIVING.includes(role)) forgiven.push(list)
    }
  }

interface Vocabulary {
  readonly right: ReadonlySet<string>
  readonly spelling: Spelling
}

let vocabulary: Vocabulary | undefined
/** Read with the first message: a start waits for no words. */
const known = (): Vocabulary => {
  vocabulary ??= {
    right: vocabularyOf([...written, ...languages.map(({ right }) => right ?? '')]),
    spelling: createSpelling(vocabularyOf(forgiven)),
  }
  return vocabulary
}

export const LEXICON = { commands: COMMANDS.map(fold), folded: fold }

/** The message in every language; none where no language finds somebody to talk to in it. */
export function tile({ words }: Reading): Line[] {
  const alternatives = (at: number) => meantBy(words[at]!.word)
  const speaking = new Set<number>()
  const found = words.map((_, at) => longest(phrases.at(words, at, alternatives)))
  for (const here of found)
    for (const { meaning } of here.values()) if (SPEAKS_OF_PEOPLE.has(meaning.role)) speaking.add(meaning.language)
  if (speaking.size === 0) return []
  // The others do not judge, but one of them may know the message best.
  return languages.map((_, language) => ({ ...lineOf(words, found, language), speaks: speaking.has(language) }))
}

/** Customers write the same words again and again: what each may have been meant to be is found out once. */
const remembered = new Map<string, readonly string[]>()
const MOST_REMEMBERED = 20_000

function meantBy(word: string): readonly string[] {
  const known = remembered.get(word)
  if (known) return known
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  const found = lookUp(word)
  remembered.set(word, found)
  return found
}

function lookUp(word: string): readonly string[] {
  const { right, spelling } = known()
  return [...(right.has(word) ? [] : spelling.meant(word)), ...withoutParticle(word)]
}

/** Arabic writes "to", "with" and "and" together with the word. */
const withoutParticle = (word: string) => (/^[ولبفك][\u0620-\u064a]{3}/.test(word) ? [word.slice(1)] : [])

const SPEAKS_OF_PEOPLE: ReadonlySet<Item['role']> = new Set<Role>([
  'human',
  'person',
  'role',
  'staff',
  'team',
  'some',
  'bot',
  'call',
  'handover',
  'who',
  'phone',
])

const NOTHING: ReadonlyMap<number, Found<Meaning>> = new Map()

/** The longest phrase of each language. */
function longest(found: readonly Found<Meaning>[]): ReadonlyMap<number, Found<Meaning>> {
  if (found.length === 0) return NOTHING
  const best = new Map<number, Found<Meaning>>()
  for (const one of found) {
    const known = best.get(one.meaning.language)
    if (!known || one.to > known.to) best.set(one.meaning.language, one)
  }
  return best
}

function lineOf(
  words: readonly Word[],
  found: readonly ReadonlyMap<number, Found<Meaning>>[],
  language: number,
): Omit<Line, 'speaks'> {
  const items: (Item & { after: Word['after'] })[] = []
  let known = 0
  for (let at = 0; at < words.length; ) {
    const phrase = found[at]!.get(language)
    const to = Math.min(phrase?.to ?? at + 1, at + LONGEST_PHRASE)
    if (phrase) for (const { word } of words.slice(at, to)) known += word.length
    items.push({
      role: phrase?.meaning.role ?? (/^\p{Nd}/u.test(words[at]!.word) ? 'number' : 'other'),
      guessed: isGuess(words[at]!.word, phrase?.meant),
      from: at,
      to,
      after: words[at]!.after,
    })
    at = to
  }
  return { items, known, verb: languages[language]!.verb }
}

export interface Sentence {
  readonly items: readonly Item[]
  /** What stands between its commas. */
  readonly parts: readonly (readonly Item[])[]
}

/** Nobody who asks for somebody takes longer; what goes on without an end is read piece by piece. */
const LONGEST_SENTENCE = 60

export function sentencesOf(items: Line['items']): Sentence[] {
  const sentences: { items: Item[]; parts: Item[][] }[] = []
  for (const item of items) {
    const isLong = sentences.at(-1)?.items.length === LONGEST_SENTENCE
    if (item.after === 'sentence' || item.role === 'but' || isLong) sentences.push({ items: [], parts: [[]] })
    else if (item.after === 'comma') sentences.at(-1)!.parts.push([])
    if (item.role === 'but') continue
    sentences.at(-1)!.items.push(item)
    sentences.at(-1)!.parts.at(-1)!.push(item)
  }
  return sentences.filter((sentence) => sentence.items.length > 0)
}

import { describe, expect, it } from 'vitest'
import { LANGUAGES_OF_ASKS } from './ask-words/index.ts'
import { Phrases } from './phrases.ts'
import { createSpelling } from './spelling.ts'
import { foldTable, read, readOwn, wordsOf, wordsOfFolded } from './words.ts'

function found(list: string, text: string): string[] {
  const phrases = new Phrases<true>()
  phrases.add(list, true)
  const { words } = read(text)
  return words.flatMap((_, at) =>
    phrases.at(words, at).map(({ from, to }) =>
      words
        .slice(from, to)
        .map(({ word }) => word)
        .join(' '),
    ),
  )
}

describe('a table of phrases', () => {
  it.each([
    ['talk to a? human|person', 'I talk to a Person, or talk to human', ['talk to a person', 'talk to human']],
    ['operat*', 'mit Operatorin', ['operatorin']],
    ['card .. stolen', 'my card has been stolen', ['card has been stolen']],
    ['card .. stolen', 'my card. It was stolen', []],
    ['give me a call_back|ring', 'give me a call back', ['give me a call back']],
    ['not, human', 'not, human', ['not', 'human']],
    ['no human', 'no, human', []],
    ['人工客服', '转人工客服吧', ['人 工 客 服']],
    ["l'agent", 'L’AGENT svp', ['l agent']],
  ])('finds "%s" in "%s"', (list, text, expected) => {
    expect(found(list, text)).toEqual(expected)
  })
})

describe('the words of a message', () => {
  it.each([
    ["I don't, WON'T", ['i', 'dont', 'wont']],
    ["qu'un humain d'ici", ['qu', 'un', 'humain', 'd', 'ici']],
    ['ÀÉÎÕÜ ßł İstanbul', ['aeiou', 'ssl', 'istanbul']],
    ['الموظف والمدير لَو', ['موظف', 'مدير', 'لو']],
    ['helloooo humaaan', ['hello', 'human']],
    ['a\u200bgent ＡＧＥＮＴ', ['agent', 'agent']],
    ['see www.human.com or me@agent.com ok', ['see', 'or', 'ok']],
    ['मुझे कॉल करें', ['मुझे', 'कॉल', 'करें'].flatMap(wordsOf)],
  ])('of "%s"', (text, expected) => {
    expect(read(text).words.map(({ word }) => word)).toEqual(expected)
  })

  it('leaves out what somebody else said, but not a whole message in quotation marks', () => {
    const own = (text: string) =>
      readOwn(text)
        .words.map(({ word }) => word)
        .join(' ')
    expect(own('she wrote "get me a human" to me')).toBe('she wrote to me')
    expect(own('"get me a human"')).toBe('get me a human')
    expect(own('a "real" person')).toBe('a real person')
    expect(own('> get me a human\nno')).toBe('no')
  })

  it('reads the beginning and the end of what is very long', () => {
    const { words } = read(`first ${'x '.repeat(50_000)} last`)
    expect(words.length).toBeLessThanOrEqual(600)
    expect([words[0]!.word, words.at(-1)!.word]).toEqual(['first', 'last'])
  })
})

describe('slips of the pen', () => {
  const spelling = createSpelling(['operator', 'representative', 'human', 'person'])

  it.each([
    ['opreator', 'operator'],
    ['oberator', 'operator'],
    ['reprezentativ', 'representative'],
    ['persn', 'person'],
  ])('%s is understood', (written, meant) => expect(spelling.meant(written)).toContain(meant))

  it.each(['cooperator', 'operetta', 'persona non', 'prison', 'huge', 'operatooor', 'operated'])(
    '%s is another word',
    (written) => {
      expect(spelling.meant(written)).toEqual([])
    },
  )
})

it('a table that is folded at once has the words that each of its words has by itself', () => {
  const lists = Object.values(LANGUAGES_OF_ASKS).flatMap(({ words }) => Object.values(words))
  const choices = new Set(lists.flatMap((list) => list.split(/[\s,|?*_]+/)))
  expect(choices.size).toBeGreaterThan(5000)
  for (const choice of choices) expect([choice, wordsOfFolded(foldTable(choice))]).toEqual([choice, wordsOf(choice)])
})

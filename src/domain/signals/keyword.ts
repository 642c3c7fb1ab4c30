import { type Reading, type Word, wordsOf } from './words.ts'

/** The first of the words that a business has chosen: whole words and phrases, in any case, with or without accents. */
export function keywordIn({ text, words }: Reading, keywords: readonly string[]): string | undefined {
  return keywords.find((keyword) => {
    const sought = wordsOf(keyword)
    // A sign or a smiley is no word: it is sought as it stands.
    if (sought.length === 0) return keyword.trim() !== '' && text.includes(keyword.trim())
    return words.some((_, at) => sought.every((word, index) => isWord(words[at + index], word, index > 0)))
  })
}

const PARTICLE = /^[ولبفك](?=[\u0620-\u064a]{3})/

function isWord(written: Word | undefined, sought: string, goesOn: boolean): boolean {
  if (!written || (goesOn && written.after === 'sentence')) return false
  return written.word === sought || written.word.replace(PARTICLE, '') === sought
}

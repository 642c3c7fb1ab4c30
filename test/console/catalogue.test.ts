import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { filesBelow, read } from '../house/documents.ts'

const areas = filesBelow('console/src/words/en')
const wordsOf = (path: string) => Object.keys(JSON.parse(read(path)) as Record<string, string>)
const code = filesBelow('console/src', (path) => /\.tsx?$/.test(path)).map(read)

it('[U24] no word stands in two files, where the later one would take the place of the other', () => {
  const all = areas.flatMap((path) => wordsOf(path).map((word) => ({ word, area: basename(path) })))
  const twice = all.filter(({ word, area }) => all.some((other) => other.word === word && other.area !== area))
  expect(twice).toEqual([])
})

it('[U24] every word is said somewhere', () => {
  const text = code.join('\n')
  // `reason.${reason}`: whatever begins so may be asked for.
  const beginnings = [...text.matchAll(/`([a-z]\w*\.(?:\w+\.)?)\$\{/g)].map(([, beginning]) => beginning!)
  const unsaid = areas
    .flatMap(wordsOf)
    .filter((word) => !text.includes(`'${word}'`) && !beginnings.some((one) => word.startsWith(one)))
  expect(unsaid).toEqual([])
})

import { expect, it } from 'vitest'
import { merged } from '../../console/src/wire/merged.ts'
import type { ThreadPage } from '../../src/http/wire.ts'

const page = (from: number, to: number, more: boolean, steps: readonly string[] = []) =>
  ({
    messages: Array.from({ length: to - from + 1 }, (_, nth) => ({ id: `m${from + nth}`, position: from + nth })),
    notes: [],
    steps: steps.map((id) => ({ id })),
    more,
  }) as unknown as ThreadPage
const positions = (pages: readonly ThreadPage[] | undefined) =>
  pages?.map(({ messages }) => [messages[0]?.position, messages.at(-1)?.position, messages.length])

it('the newest page takes the place of what was known of it; older pages stay the same objects', () => {
  const older = page(1, 50, false)
  const pages = merged([page(51, 107, true, ['a', 'b']), older], page(60, 109, true, ['b', 'c']))
  expect(positions(pages)).toEqual([
    [51, 109, 59],
    [1, 50, 50],
  ])
  expect(pages![1]).toBe(older)
  expect(pages![0]!.steps.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

it('what came live while it was asked for stays, and a gap is not papered over', () => {
  expect(positions(merged([page(51, 112, true), page(1, 50, false)], page(60, 110, true)))![0]).toEqual([51, 112, 62])
  const known = page(51, 110, true)
  const read = { ...known.messages.at(-1)!, text: 'told live meanwhile' }
  const patched = { ...known, messages: known.messages.with(-1, read) }
  expect(merged([patched], page(60, 110, true), [known])![0]!.messages.at(-1)).toBe(read)
  expect(merged([page(51, 100, true), page(1, 50, false)], page(140, 189, true))).toBeUndefined()
  expect(merged([page(51, 100, true), page(1, 50, false)], page(9, 8, false))).toBeUndefined()
})

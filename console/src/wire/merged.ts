import type { ThreadEntry, ThreadPage } from '../../../src/http/wire.ts'

/**
 * The loaded pages, the newest first, with the newest asked for anew; undefined where something is missing between them.
 * What has changed since `asked` was told live, and is newer than the answer.
 */
export function merged(
  pages: readonly ThreadPage[],
  newest: ThreadPage,
  asked: readonly ThreadPage[] = pages,
): ThreadPage[] | undefined {
  const [first, ...older] = pages
  const begins = newest.messages[0]?.position
  if (!first || begins === undefined) return undefined
  const before = first.messages.filter(({ position }) => position < begins)
  const isWhole = first.messages.some(({ position }) => position >= begins) || !newest.more
  if (!isWhole) return undefined
  const then = byId(asked[0])
  const now = byId(first)
  const latest = (one: ThreadEntry) => {
    const known = now.get(one.id)
    return known && known !== then.get(one.id) ? known : one
  }
  const ends = newest.messages.at(-1)!.position
  const after = first.messages.filter(({ position }) => position > ends)
  return [
    {
      messages: [...before, ...newest.messages.map(latest), ...after],
      notes: [...first.notes.filter(isNotIn(newest.notes)), ...newest.notes],
      steps: [...first.steps.filter(isNotIn(newest.steps)), ...newest.steps],
      more: before.length > 0 ? first.more : newest.more,
    },
    ...older,
  ]
}

const byId = (page: ThreadPage | undefined) => new Map(page?.messages.map((one) => [one.id, one]))
const isNotIn = (those: readonly { readonly id: string }[]) => (one: { readonly id: string }) =>
  !those.some(({ id }) => id === one.id)

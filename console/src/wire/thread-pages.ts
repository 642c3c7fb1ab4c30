import type { InfiniteData } from '@tanstack/react-query'
import type { ThreadPage } from '../../../src/http/wire.ts'
import { get, query } from './ask.ts'
import { merged } from './merged.ts'
import { PAGE, queries } from './queries.ts'

/**
 * Pages of a thread are asked for here rather than by the cache: what the live stream brings while one is on its way
 * would be overwritten by the pages that were known when it was asked for.
 */
type Pages = InfiniteData<ThreadPage, unknown>

const keyOf = (conversation: string) => ['thread', conversation]
const pagesOf = (conversation: string) => queries.getQueryData<Pages>(keyOf(conversation))?.pages ?? []
const pageBefore = (conversation: string, before?: number) =>
  get<ThreadPage>(`/api/conversations/${conversation}/thread${query({ before, most: PAGE })}`)

/** The newest page anew, and only that one: of a long thread a hundred may be loaded, and what happens stands in the last. */
export async function renewThread(conversation: string): Promise<void> {
  const asked = pagesOf(conversation)
  if (asked.length === 0) return queries.invalidateQueries({ queryKey: keyOf(conversation) })
  const newest = await pageBefore(conversation).catch(() => undefined)
  const pages = newest && merged(pagesOf(conversation), newest, asked)
  if (!pages) return queries.invalidateQueries({ queryKey: keyOf(conversation) })
  queries.setQueryData<Pages>(keyOf(conversation), (now) => now && { ...now, pages })
}

/** The page before all that is known; says whether it came. */
export async function fetchOlder(conversation: string): Promise<boolean> {
  const oldest = pagesOf(conversation).at(-1)
  const before = oldest?.messages[0]?.position
  if (!oldest?.more || before === undefined) return true
  const page = await pageBefore(conversation, before).catch(() => undefined)
  if (!page) return false
  queries.setQueryData<Pages>(keyOf(conversation), (now) =>
    now?.pages.at(-1)?.messages[0]?.position === before
      ? { pages: [...now.pages, page], pageParams: [...now.pageParams, before] }
      : now,
  )
  return true
}

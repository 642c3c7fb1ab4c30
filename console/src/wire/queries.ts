import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  AgentContext,
  Briefing,
  CannedReply,
  ConversationFilter,
  ConversationPage,
  ConversationRow,
  CustomerCard,
  DeskHandoff,
  DeskHome,
  Drafts,
  HandoffStep,
  KeptTemplate,
  ShownFollowUp,
  ThreadPage,
  Why,
  WindowPlan,
} from '../../../src/http/wire.ts'
import { get, query, Refused } from './ask.ts'

export const PAGE = 50

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What happens is told live: nothing is asked for again merely because time has passed.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => !(error instanceof Refused) && failures < 3,
    },
  },
})

const awaited = new WeakSet<Promise<unknown>>()

/** What is on its way for the first time may have been read before something happened: it is asked for once more when it has come. */
export function renewOnceThere(queryKey: readonly unknown[]): void {
  for (const { state, promise, queryKey: key } of queries
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })) {
    if (state.data !== undefined || !promise || awaited.has(promise)) continue
    awaited.add(promise)
    const again = () => queries.invalidateQueries({ queryKey: key, exact: true })
    promise.then(again, again)
  }
}

/** Asks for it anew. */
export function askAgain(queryKey: readonly unknown[]): void {
  renewOnceThere(queryKey)
  void queries.invalidateQueries({ queryKey })
}

/** How soon what stands beside is asked for again: lists, facts, a case. */
export const SOON_MS = 300
const soon = new Set<string>()

/** The same, once for all that happens meanwhile, and after what has happened was drawn. */
export function askSoon(queryKey: readonly unknown[]): void {
  const key = JSON.stringify(queryKey)
  if (soon.has(key)) return
  soon.add(key)
  setTimeout(() => {
    soon.delete(key)
    askAgain(queryKey)
  }, SOON_MS)
}

const SLACK_LOOKED_AT_MS = 30_000

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: async ({ signal }) => (await get<{ desk: DeskHome }>('/api/desk', signal)).desk,
  // Nothing happens that would tell of it while Slack is behind.
  refetchInterval: ({ state }) => (state.data?.slack ? SLACK_LOOKED_AT_MS : false),
})

export const listQuery = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: ['conversations', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      get<ConversationPage>(`/api/conversations${query({ ...filter, most: PAGE, after: pageParam })}`, signal),
    getNextPageParam: (last) => last.next,
  })

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: async ({ signal }) =>
      (await get<{ conversation: ConversationRow }>(`/api/conversations/${id}`, signal)).conversation,
  })

/** What is offered once the window is closed; of what is written so far as much as a template could hold. */
export const windowQuery = (id: string, answer: string) =>
  queryOptions<WindowPlan>({
    queryKey: ['window', id, answer],
    queryFn: async ({ signal }) =>
      (await get<{ window: WindowPlan }>(`/api/conversations/${id}/window${query({ answer })}`, signal)).window,
    // While they write on; never that of another customer.
    placeholderData: (before, asked) => (asked?.queryKey[1] === id ? before : undefined),
    // Templates and prices change elsewhere.
    staleTime: 60_000,
  })

/** The newest page comes first in `pages`; each further one is older. */
export const threadQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['thread', id],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      get<ThreadPage>(`/api/conversations/${id}/thread${query({ before: pageParam, most: PAGE })}`, signal),
    getNextPageParam: (last) => (last.more ? last.messages[0]?.position : undefined),
  })

export type HandoffCase = DeskHandoff & {
  readonly steps: readonly HandoffStep[]
  readonly briefing: Briefing | undefined
  readonly messagesSince: number
}

export const handoffQuery = (id: string) =>
  queryOptions({
    queryKey: ['handoff', id],
    queryFn: async ({ signal }) => (await get<{ handoff: HandoffCase }>(`/api/handoffs/${id}`, signal)).handoff,
  })

export const draftsQuery = (id: string) =>
  queryOptions({
    queryKey: ['drafts', id],
    queryFn: async ({ signal }) => (await get<{ drafts: Drafts }>(`/api/conversations/${id}/drafts`, signal)).drafts,
    // Another device of the same person may have gone on writing.
    staleTime: 0,
  })

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: async ({ signal }) => (await get<{ customer: CustomerCard }>(`/api/customers/${id}`, signal)).customer,
  })

export const contextQuery = (conversation: string) =>
  queryOptions({
    queryKey: ['context', conversation],
    queryFn: async ({ signal }) =>
      (await get<{ context: AgentContext }>(`/api/conversations/${conversation}/context`, signal)).context,
    staleTime: 0,
  })

export const whyQuery = (conversation: string, message: string) =>
  queryOptions({
    queryKey: ['why', message],
    queryFn: async ({ signal }) =>
      (await get<{ why: Why }>(`/api/conversations/${conversation}/messages/${message}/why`, signal)).why,
  })

export const followUpsQuery = (conversation: string) =>
  queryOptions({
    queryKey: ['follow-ups', conversation],
    queryFn: async ({ signal }) =>
      (await get<{ followUps: readonly ShownFollowUp[] }>(`/api/conversations/${conversation}/follow-ups`, signal))
        .followUps,
  })

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) =>
    (await get<{ templates: readonly KeptTemplate[] }>('/api/templates', signal)).templates,
  staleTime: 60_000,
})

export const cannedQuery = queryOptions({
  queryKey: ['canned'],
  queryFn: async ({ signal }) => (await get<{ replies: readonly CannedReply[] }>('/api/canned', signal)).replies,
  staleTime: 60_000,
})

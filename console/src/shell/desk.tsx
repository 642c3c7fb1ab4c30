import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, Redirect } from 'wouter'
import type { ConversationRow, DeskHome, ViewCounts } from '../../../src/http/wire.ts'
import { Composer } from '../composer/composer.tsx'
import { CustomerPanel } from '../customer/panel.tsx'
import { ConversationList } from '../list/list.tsx'
import { ThreadHeader } from '../thread/header.tsx'
import { Thread } from '../thread/thread.tsx'
import { followLive } from '../wire/live.ts'
import { conversationQuery, homeQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { Announcer } from './announcer.tsx'
import { hearKeys } from './commands.ts'
import { LiveBar } from './live-bar.tsx'
import { Nav } from './nav.tsx'
import { Overlays } from './overlays.tsx'
import { usePanel } from './panel-state.ts'
import { useGo } from './place.ts'
import { Trouble } from './trouble.tsx'

/** Pages beside the conversations, fetched when somebody goes there. `at` is what stands behind them in the address. */
const PAGES = {
  templates: lazy(() => import('../templates/templates.tsx')),
  campaigns: lazy(() => import('../campaigns/campaigns.tsx')),
}
export type Page = keyof typeof PAGES

export const VIEWS = ['waiting', 'mine', 'team', 'agent', 'all'] as const satisfies readonly (keyof ViewCounts)[]
export type View = (typeof VIEWS)[number]
const isView = (view: string): view is View => (VIEWS as readonly string[]).includes(view)
const isPage = (view: string): view is Page => Object.hasOwn(PAGES, view)

/** The room in which people work: views, conversations, one thread, its customer. */
export function Desk({ view, conversation }: { readonly view: string; readonly conversation: string | undefined }) {
  const { data: home } = useQuery(homeQuery)
  // Where it began; it is asked for again and again, the stream goes on by itself.
  const [cursor, begin] = useState(home?.cursor)
  if (cursor === undefined && home) begin(home.cursor)
  useEffect(() => (cursor === undefined ? undefined : followLive(cursor)), [cursor])
  useEffect(hearKeys, [])
  if (!isPage(view) && !isView(view)) return <Redirect to="/waiting" replace />
  if (!home) return <p className="sr-only">{t('desk.loading')}</p>
  const Page = isPage(view) ? PAGES[view] : undefined
  return (
    <div
      data-open={conversation && !Page ? 'thread' : 'list'}
      className="group/desk grid h-full grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[auto_minmax(0,1fr)]"
    >
      <LiveBar home={home} />
      <Nav home={home} here={view} />
      <main className="flex min-h-0 min-w-0">
        {isView(view) ? (
          <Conversations home={home} view={view} conversation={conversation} />
        ) : (
          <Suspense>{Page && <Page home={home} at={conversation} />}</Suspense>
        )}
      </main>
      <Announcer here={view} waiting={home.counts.waiting} />
      <Overlays home={home} />
    </div>
  )
}

function Conversations({
  home,
  view,
  conversation,
}: {
  readonly home: DeskHome
  readonly view: View
  readonly conversation: string | undefined
}) {
  return (
    <>
      <ConversationList home={home} view={view} chosen={conversation} />
      <div className="flex min-w-0 flex-1 max-md:group-data-[open=list]/desk:hidden">
        {conversation ? (
          <Opened key={conversation} home={home} view={view} id={conversation} />
        ) : (
          <Nothing home={home} view={view} />
        )}
      </div>
    </>
  )
}

function Opened({ home, view, id }: { readonly home: DeskHome; readonly view: View; readonly id: string }) {
  const { data: row, error } = useQuery(conversationQuery(id))
  if (error) return <Gone view={view} />
  if (!row) return <div className="flex-1 bg-ground" />
  return <Conversation home={home} view={view} row={row} />
}

function Conversation({
  home,
  view,
  row,
}: {
  readonly home: DeskHome
  readonly view: View
  readonly row: ConversationRow
}) {
  const [isPanelOpen] = usePanel()
  return (
    <>
      <section aria-labelledby="conversation-name" className="flex min-w-0 flex-1 flex-col bg-ground">
        <ThreadHeader home={home} view={view} row={row} />
        <Trouble>
          <Thread home={home} row={row} />
        </Trouble>
        <Trouble>
          <Composer home={home} row={row} />
        </Trouble>
      </section>
      {isPanelOpen && (
        <Trouble>
          <CustomerPanel home={home} row={row} />
        </Trouble>
      )}
    </>
  )
}

function Nothing({ home, view }: { readonly home: DeskHome; readonly view: View }) {
  const isQuiet = view === 'waiting' && home.counts.waiting === 0
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-2 p-8 text-center">
      <h2 className="text-title font-semibold">{isQuiet ? t('desk.quiet') : t('desk.choose')}</h2>
      <p className="max-w-90 text-quiet">
        {isQuiet ? t('desk.quietMore', { agent: home.counts.agent }) : t('desk.chooseMore')}
      </p>
    </div>
  )
}

function Gone({ view }: { readonly view: View }) {
  const { addressOf } = useGo()
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-2 p-8 text-center">
      <h1 className="text-title font-semibold">{t('desk.gone')}</h1>
      <p className="max-w-90 text-quiet">{t('desk.goneMore')}</p>
      <Link
        href={addressOf({ view, conversation: undefined })}
        className="mt-2 font-medium text-accent underline-offset-2 hover:underline"
      >
        {t('header.back')}
      </Link>
    </div>
  )
}

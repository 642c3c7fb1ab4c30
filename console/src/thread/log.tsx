import { ArrowDown } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { ConversationRow, DeskHome, ThreadEntry } from '../../../src/http/wire.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import { AroundProvider, type Picture } from './around.tsx'
import { Day, Note, Step, Unread } from './between-messages.tsx'
import { links } from './links.ts'
import { Message } from './message.tsx'
import { firstUnread, type Row, rowsOf, type Told } from './rows.ts'
import { useSeen } from './seen.ts'
import { useActs } from './use-acts.ts'
import { usePointer } from './use-pointer.ts'
import { type Older, useScroll } from './use-scroll.ts'

const PictureDialog = lazy(() => import('./picture-dialog.tsx'))
const Why = lazy(() => import('./why.tsx'))

interface LogProps {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly told: Told
  readonly older: Older
}

/** Only the lines that are looked at stand in the page, however many there are. */
export function Log({ home, row, told, older }: LogProps) {
  const me = home.actor.id
  const [opened] = useState(() => ({ unread: row.unread, upTo: told.messages.at(-1)?.position ?? 0 }))
  const unreadFrom = useMemo(() => firstUnread(told.messages, opened.upTo, opened.unread), [told, opened])
  const rows = useMemo(() => rowsOf(told, unreadFrom), [told, unreadFrom])
  const known = useMemo(() => links(told.messages), [told])
  const newest = told.messages.at(-1)?.position ?? 0

  const scroll = useScroll(rows, older)
  const pointer = usePointer(rows, scroll)
  const [picture, show] = useState<Picture>()
  const [why, ask] = useState<ThreadEntry>()
  const around = useActs({ home, row, newest, find: known.find, jump: scroll.jump, show, why: ask, pointer })
  useSeen(row.id, newest, scroll.isAtEnd, opened.unread > 0)

  const fresh = scroll.leftAt === undefined ? 0 : newSince(told.messages, scroll.leftAt, me)
  const drawn = (one: Row) => {
    if (one.kind === 'day') return <Day at={one.at} />
    if (one.kind === 'unread') return <Unread />
    if (one.kind === 'step') return <Step step={one.step} />
    if (one.kind === 'note') return <Note note={one.note} place={one.place} />
    const { entry, place } = one
    return (
      <Message
        entry={entry}
        place={place}
        quoted={entry.quotes === undefined ? undefined : known.find(entry.quotes)}
        chosen={entry.wamid === undefined ? undefined : known.chosen.get(entry.wamid)}
        pointed={pointer.pointed !== entry.id ? undefined : pointer.reacting ? 'reactions' : 'acts'}
        isFlashing={scroll.flashing === entry.id}
      />
    )
  }

  return (
    <AroundProvider value={around}>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div
          ref={scroll.container}
          data-thread
          role="log"
          aria-live="off"
          aria-label={t('thread.label', { name: nameOf(row.customer) })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys.
          tabIndex={0}
          className="scrolls flex min-h-0 flex-1 flex-col bg-ground outline-offset-[-2px]"
          {...pointer.handlers}
        >
          <div ref={scroll.list.containerRef} className="relative mt-auto w-full shrink-0">
            <Beginning isThere={!told.more} isComing={older.isComing} />
            {scroll.list.getVirtualItems().map(({ index, key }) => (
              <div
                key={key}
                ref={scroll.list.measureElement}
                data-index={index}
                className="absolute inset-x-0 [contain:layout_style]"
              >
                {drawn(rows[index]!)}
              </div>
            ))}
          </div>
        </div>
        {!scroll.isAtEnd && <ToEnd fresh={fresh} onClick={scroll.toEnd} />}
      </div>
      <Suspense>
        {picture && <PictureDialog {...picture} onClose={() => show(undefined)} />}
        {why && <Why conversation={row.id} entry={why} onClose={() => ask(undefined)} />}
      </Suspense>
    </AroundProvider>
  )
}

/** What others have said since somebody scrolled away from the end. */
const newSince = (messages: readonly ThreadEntry[], position: number, me: string) =>
  messages.reduce((count, one) => count + (one.position > position && one.writer?.id !== me ? 1 : 0), 0)

/** Its room is always kept: what comes above does not move what is read. */
function Beginning({ isThere, isComing }: { readonly isThere: boolean; readonly isComing: boolean }) {
  return (
    <p className="absolute inset-x-0 top-0 grid h-12 place-content-center text-small text-quiet">
      {isThere ? t('thread.beginning') : isComing && t('thread.older')}
    </p>
  )
}

function ToEnd({ fresh, onClick }: { readonly fresh: number; readonly onClick: () => void }) {
  return (
    <button
      type="button"
      data-to-end
      className="absolute bottom-3 left-1/2 z-20 inline-flex h-8 -translate-x-1/2 animate-[appear_120ms] items-center gap-1.5 rounded-full bg-raised px-3 font-medium shadow-raised ring-1 ring-line hover:brightness-97 pointer-coarse:h-11"
      onClick={onClick}
    >
      <ArrowDown aria-hidden className="size-4" />
      {fresh > 0 ? (
        <span className="figures text-accent">{t('thread.new', { count: fresh })}</span>
      ) : (
        t('thread.latest')
      )}
    </button>
  )
}

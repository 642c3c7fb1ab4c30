import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { threadQuery } from '../wire/queries.ts'
import { fetchOlder } from '../wire/thread-pages.ts'
import { t } from '../words/t.ts'
import { Log } from './log.tsx'
import { story } from './rows.ts'

/** What was said, with the notes and steps between. */
export function Thread({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  const { data, error, refetch } = useInfiniteQuery(threadQuery(row.id))
  const told = useMemo(() => data && story(data.pages), [data])
  const older = useOlder(row.id)
  if (told) return <Log home={home} row={row} told={told} older={{ isThere: told.more, ...older }} />
  return (
    <div data-thread className="grid min-h-0 flex-1 content-end p-6">
      {error ? (
        <div role="alert" className="grid place-self-center justify-items-center gap-3 text-center">
          <p className="max-w-80 text-quiet">{t('thread.notLoaded')}</p>
          <Button onClick={() => void refetch()}>{t('act.retry')}</Button>
        </div>
      ) : (
        <Skeleton />
      )}
    </div>
  )
}

const AGAIN_MS = 3000

/** Asks for one page at a time; where none came, again after a while. */
function useOlder(conversation: string) {
  const [isComing, setComing] = useState(false)
  const asked = useRef<Promise<void>>(undefined)
  const fetch = useCallback(() => {
    asked.current ??= (async () => {
      setComing(true)
      if (!(await fetchOlder(conversation))) await new Promise((later) => setTimeout(later, AGAIN_MS))
      asked.current = undefined
      setComing(false)
    })()
    return asked.current
  }, [conversation])
  return { isComing, fetch }
}

/** Seen only where it takes longer than a moment. */
function Skeleton() {
  return (
    <div role="status" className="grid animate-[appear_120ms_150ms_both] gap-3">
      <span className="sr-only">{t('thread.loading')}</span>
      {['w-64', 'w-44 justify-self-end', 'w-72 justify-self-end', 'w-56'].map((shape) => (
        <span key={shape} className={`h-10 max-w-full rounded-lg bg-hover ${shape}`} />
      ))}
    </div>
  )
}

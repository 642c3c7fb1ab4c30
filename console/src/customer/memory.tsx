import { useQuery } from '@tanstack/react-query'
import { Eye, Plus } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import type { ConversationRow, DeskHome, Fact } from '../../../src/http/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { memoryQuery, notesQuery } from '../wire/memory.ts'
import { t } from '../words/t.ts'
import { FactRow } from './fact.tsx'
import { isOwnNote, type Known, remembered } from './known.ts'
import { AddNote, NoteRow } from './notes.tsx'
import { Failed, More, Section, Waiting } from './section.tsx'
import { Past } from './source.tsx'
import { useShown } from './use-shown.ts'

const Context = lazy(() => import('./context-dialog.tsx'))

interface MemoryProps {
  readonly home: DeskHome
  readonly row: ConversationRow
}

/** What the business knows of the customer, on whatever line they said it; and exactly what the AI will be told. */
export function MemorySection({ home, row }: MemoryProps) {
  const customer = row.customer.id
  const { data: facts, isError, refetch } = useQuery(memoryQuery(customer))
  const { data: notes } = useQuery(notesQuery(customer))
  const known = useMemo(() => facts && remembered(facts, notes ?? []), [facts, notes])
  const own = useMemo(() => notes?.filter(isOwnNote) ?? [], [notes])
  const [isContextOpen, openContext] = useState(false)
  const [isAdding, add] = useState(false)
  const shown = useShown(known)
  const isEmpty = known && known.count + known.gone.length + own.length === 0
  return (
    <Section
      name="memory"
      title={t('memory.title')}
      count={known && known.count + own.length}
      reveals={shown}
      act={
        <>
          {home.actor.role !== 'viewer' && (
            <IconButton label={t('memory.add')} tipSide="start" aria-expanded={isAdding} onClick={() => add(!isAdding)}>
              <Plus aria-hidden />
            </IconButton>
          )}
          <IconButton label={t('memory.context')} tipSide="start" onClick={() => openContext(true)}>
            <Eye aria-hidden />
          </IconButton>
        </>
      }
    >
      {isAdding && <AddNote home={home} row={row} onClose={() => add(false)} />}
      {isError && !facts && <Failed text={t('memory.failed')} onAgain={() => void refetch()} />}
      {!facts && !isError && <Waiting />}
      {isEmpty && !isAdding && <p className="text-quiet">{t('memory.none')}</p>}
      {known && (
        <div className="grid gap-3">
          {known.pinned.length > 0 && (
            <Group title={t('memory.pinned')} known={known.pinned} {...{ home, row, flashed: shown?.id }} />
          )}
          {known.groups.map((group) => (
            <Group key={group.word} title={t(group.word)} known={group.known} {...{ home, row, flashed: shown?.id }} />
          ))}
          {own.length > 0 && (
            <Titled title={t('memory.notes')}>
              {own.map((note) => (
                <NoteRow key={note.id} note={note} home={home} row={row} />
              ))}
            </Titled>
          )}
          {known.gone.length > 0 && <Gone gone={known.gone} {...{ home, row, flashed: shown?.id }} />}
        </div>
      )}
      <Suspense>{isContextOpen && <Context row={row} onClose={() => openContext(false)} />}</Suspense>
    </Section>
  )
}

const MOST_SHOWN = 8

interface GroupProps extends MemoryProps {
  readonly title: string
  readonly known: readonly Known[]
  readonly flashed: string | undefined
}

function Group({ title, known, home, row, flashed }: GroupProps) {
  const [isOpen, open] = useState(false)
  const isWanted = known.some(({ fact }) => fact.id === flashed)
  useEffect(() => {
    if (isWanted) open(true)
  }, [isWanted])
  const all = isOpen || isWanted || known.length <= MOST_SHOWN + 1
  const shown = all ? known : known.slice(0, MOST_SHOWN)
  return (
    <Titled
      title={title}
      foot={
        known.length > MOST_SHOWN + 1 && (
          <More open={all} onToggle={() => open(!all)}>
            {all ? t('memory.fewer') : t('memory.more', { count: known.length - shown.length })}
          </More>
        )
      }
    >
      {shown.map((one) => (
        <FactRow key={one.fact.id} known={one} home={home} row={row} isFlashed={one.fact.id === flashed} />
      ))}
    </Titled>
  )
}

const Titled = ({
  title,
  foot,
  children,
}: {
  readonly title: string
  readonly foot?: ReactNode
  readonly children: ReactNode
}) => (
  <div>
    <h3 className="mb-0.5 text-small font-medium text-quiet">{title}</h3>
    <ul className="-mx-2 grid">{children}</ul>
    {foot}
  </div>
)

type GoneProps = Omit<GroupProps, 'title' | 'known'> & { readonly gone: readonly Fact[] }

function Gone({ gone, home, row, flashed }: GoneProps) {
  const [isOpen, open] = useState(false)
  const isWanted = gone.some(({ id }) => id === flashed)
  useEffect(() => {
    if (isWanted) open(true)
  }, [isWanted])
  return (
    <div>
      <More open={isOpen} onToggle={() => open(!isOpen)}>
        {t('memory.gone', { count: gone.length })}
      </More>
      {isOpen && (
        <div className="grid gap-2 pt-1">
          {gone.map((fact) => (
            <Past key={fact.id} fact={fact} home={home} row={row} />
          ))}
        </div>
      )}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Eye, Plus } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { ConversationRow, DeskHome, Fact } from '../../../src/http/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { TextField } from '../parts/field.tsx'
import { onAsked } from '../shell/between.ts'
import { failed } from '../thread/handover.ts'
import { remember } from '../wire/memory.ts'
import { factsQuery } from '../wire/queries.ts'
import { t, type Word } from '../words/t.ts'
import { FactRow } from './fact.tsx'
import { Failed, Section, Waiting } from './section.tsx'

const Context = lazy(() => import('./context-dialog.tsx'))

/** What must not be overlooked comes first. */
const GROUPS: readonly { readonly word: Word; readonly kinds: readonly Fact['kind'][] }[] = [
  { word: 'memory.instructions', kinds: ['instruction'] },
  { word: 'memory.promises', kinds: ['commitment'] },
  { word: 'memory.profile', kinds: ['profile'] },
  { word: 'memory.preferences', kinds: ['preference'] },
  { word: 'memory.facts', kinds: ['fact', 'event', 'emotion', 'episode'] },
]

/** What the business knows of the customer, on whatever line they said it; and exactly what the AI will be told. */
export function MemorySection({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  const customer = row.customer.id
  const { data: facts, isError, refetch } = useQuery(factsQuery(customer))
  const [isContextOpen, openContext] = useState(false)
  const [isAdding, add] = useState(false)
  const [flashed, flash] = useState<string>()
  const mayWork = home.actor.role !== 'viewer'
  useEffect(
    () =>
      onAsked('memory', (id) => {
        flash(id)
        document.querySelector(`[data-fact="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' })
      }),
    [],
  )
  const pinned = useMemo(() => facts?.filter((fact) => fact.pinned) ?? [], [facts])
  return (
    <Section
      name="memory"
      title={t('memory.title')}
      count={facts?.length}
      act={
        <>
          {mayWork && (
            <IconButton label={t('memory.add')} tipSide="start" onClick={() => add(!isAdding)}>
              <Plus aria-hidden />
            </IconButton>
          )}
          <IconButton label={t('memory.context')} tipSide="start" onClick={() => openContext(true)}>
            <Eye aria-hidden />
          </IconButton>
        </>
      }
    >
      {isAdding && <Add customer={customer} onDone={() => add(false)} />}
      {isError ? (
        <Failed onAgain={() => void refetch()} />
      ) : !facts ? (
        <Waiting />
      ) : facts.length === 0 ? (
        <p className="text-quiet">{t('memory.none')}</p>
      ) : (
        <div className="grid gap-3">
          {pinned.length > 0 && <Group title={t('memory.pinned')} facts={pinned} {...{ home, row, flashed }} />}
          {GROUPS.map(({ word, kinds }) => {
            const those = facts.filter((fact) => !fact.pinned && kinds.includes(fact.kind))
            return those.length > 0 && <Group key={word} title={t(word)} facts={those} {...{ home, row, flashed }} />
          })}
        </div>
      )}
      <Suspense>{isContextOpen && <Context row={row} onClose={() => openContext(false)} />}</Suspense>
    </Section>
  )
}

interface GroupProps {
  readonly title: string
  readonly facts: readonly Fact[]
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly flashed: string | undefined
}

function Group({ title, facts, home, row, flashed }: GroupProps) {
  return (
    <div>
      <h3 className="mb-0.5 text-small font-medium text-quiet">{title}</h3>
      <ul className="-mx-2 grid">
        {facts.map((fact) => (
          <FactRow key={fact.id} fact={fact} home={home} row={row} isFlashed={fact.id === flashed} />
        ))}
      </ul>
    </div>
  )
}

function Add({ customer, onDone }: { readonly customer: string; readonly onDone: () => void }) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  return (
    <form
      className="mb-3 grid gap-2"
      onSubmit={async (event) => {
        event.preventDefault()
        setBusy(true)
        await remember(customer, text.trim()).then(onDone, failed)
        setBusy(false)
      }}
    >
      <TextField
        label={t('memory.note')}
        hint={t('memory.noteHint')}
        value={text}
        rows={2}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('act.cancel')}</Button>
        <Button look="primary" type="submit" disabled={text.trim() === ''} busy={busy}>
          {t('memory.keep')}
        </Button>
      </div>
    </form>
  )
}

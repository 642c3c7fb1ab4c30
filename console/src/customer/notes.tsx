import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { toast } from '../parts/toast.tsx'
import { failed } from '../thread/handover.ts'
import { serverNow } from '../wire/clock.ts'
import { hearLive } from '../wire/live.ts'
import { dropNote, type KeptNote, keepNote } from '../wire/memory.ts'
import { askSoon, customerQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { shortTime } from '../words/times.ts'
import { ForgetSure, Rewrite } from './changes.tsx'
import { Acts, Remembered } from './fact.tsx'
import { lineName } from './line-name.ts'

interface NotesProps {
  readonly home: DeskHome
  readonly row: ConversationRow
}

const LONGEST_NOTE = 2_000

export function AddNote({ home, row, onClose }: NotesProps & { readonly onClose: () => void }) {
  const keep = (text: string) =>
    keepNote(row.customer.id, { text, line: row.line, by: home.actor.name }).then(() => {
      toast({ text: t('memory.kept') })
      onClose()
    }, failed)
  return (
    <Rewrite
      label={t('memory.note')}
      hint={t('memory.noteHint')}
      value=""
      act={t('memory.keep')}
      most={LONGEST_NOTE}
      onCancel={onClose}
      onDone={keep}
    />
  )
}

/** What a teammate has written down about the customer, or an agent, which may leave it for the one of another line. */
export function NoteRow({ note, home, row }: NotesProps & { readonly note: KeptNote }) {
  const [isAsked, ask] = useState(false)
  const { written_by: by, tier, addressed_to: forLine } = note.metadata
  const drop = () => dropNote(row.customer.id, note.id).then(() => toast({ text: t('memory.forgotten') }), failed)
  return (
    <Remembered id={note.id} isFlashed={false}>
      <p dir="auto" className="line-clamp-6 wrap-anywhere whitespace-pre-line">
        {note.document}
      </p>
      {typeof forLine === 'string' && <ForLine line={forLine} note={note} home={home} row={row} />}
      <div className="flex flex-wrap items-start justify-between gap-x-1">
        <p className="min-w-0 flex-1 py-1 text-small text-quiet">
          <bdi>
            {[
              typeof by === 'string' ? by : t(tier === 'ai' ? 'memory.said.agent' : 'memory.said.teammate'),
              ...(note.line === undefined ? [] : [lineName(home, note.line)]),
              shortTime(note.at, serverNow()),
            ].join(' · ')}
          </bdi>
        </p>
        {home.actor.role !== 'viewer' && (
          <Acts>
            <IconButton label={t('memory.forget')} tipSide="start" onClick={() => ask(true)}>
              <Trash2 aria-hidden />
            </IconButton>
          </Acts>
        )}
      </div>
      {isAsked && <ForgetSure text={t('memory.forgetNote')} onCancel={() => ask(false)} onDone={drop} />}
    </Remembered>
  )
}

/** The agent of that line is told of it as soon as the customer writes there. */
function ForLine({ line, note, home, row }: NotesProps & { readonly line: string; readonly note: KeptNote }) {
  const { id: customer } = row.customer
  const { data: card } = useQuery(customerQuery(customer))
  const isRead = card?.conversations.some((one) => one.line === line && one.lastAt > note.at) ?? false
  useEffect(() => {
    if (isRead) return
    return hearLive((event) => {
      if (event.kind === 'message' && event.customer === customer && event.line === line)
        askSoon(customerQuery(customer).queryKey)
    })
  }, [isRead, customer, line])
  return (
    <p data-for-line={line} className="text-small font-medium text-quiet">
      {t(isRead ? 'memory.forLine' : 'memory.forLineWaits', { line: lineName(home, line) })}
    </p>
  )
}

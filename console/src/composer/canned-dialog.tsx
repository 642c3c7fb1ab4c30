import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { CannedReply, ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field, TextField } from '../parts/field.tsx'
import { toast } from '../parts/toast.tsx'
import { Refused } from '../wire/ask.ts'
import { addCanned, changeCanned, dropCanned } from '../wire/canned.ts'
import { cannedQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'

type Edited = { readonly id?: string; readonly name: string; readonly text: string; readonly line: string | undefined }
const LONGEST_NAME = 60
const LONGEST_TEXT = 4096

/** All replies that are written often: to look at, change, delete, and to add one. */
export default function CannedDialog({
  home,
  row,
  words,
  onClose,
}: {
  readonly home: DeskHome
  readonly row: ConversationRow
  /** To be kept as a new one. */
  readonly words: string | undefined
  readonly onClose: () => void
}) {
  const { data: replies = [] } = useQuery(cannedQuery)
  const everywhere = home.actor.lines === 'all'
  const empty: Edited = { name: '', text: words ?? '', line: everywhere ? undefined : row.line }
  const [edited, edit] = useState<Edited | undefined>(words === undefined ? undefined : empty)
  const done = () => (words === undefined ? edit(undefined) : onClose())
  return (
    <Dialog open onClose={onClose} title={edited ? t(edited.id ? 'canned.edit' : 'canned.new') : t('composer.canned')}>
      {edited ? (
        <Editor home={home} edited={edited} everywhere={everywhere} onDone={done} />
      ) : (
        <>
          <ul className="grid divide-y divide-line">
            {replies.map((reply) => (
              <li key={reply.id} className="flex items-center gap-1 py-1.5">
                <span className="min-w-0 flex-1">
                  <bdi className="block truncate font-medium">{reply.name}</bdi>
                  <span dir="auto" className="block truncate text-quiet">
                    {reply.text}
                  </span>
                </span>
                {(everywhere || reply.line !== undefined) && (
                  <>
                    <IconButton
                      label={t('canned.editThis', { name: reply.name })}
                      tipSide="start"
                      onClick={() => edit(reply)}
                    >
                      <Pencil aria-hidden />
                    </IconButton>
                    <Delete reply={reply} />
                  </>
                )}
              </li>
            ))}
          </ul>
          {replies.length === 0 && <p className="pb-4 text-quiet">{t('canned.noneYet')}</p>}
          <Button className="mt-3" onClick={() => edit(empty)}>
            <Plus aria-hidden className="size-4" />
            {t('canned.new')}
          </Button>
        </>
      )}
    </Dialog>
  )
}

/** Gone at once, and back at once where that was a slip. */
function Delete({ reply }: { readonly reply: CannedReply }) {
  const { id, ...written } = reply
  const undo = { label: t('act.undo'), run: () => void addCanned(written) }
  return (
    <IconButton
      label={t('canned.delete', { name: reply.name })}
      tipSide="start"
      onClick={() => {
        dropCanned(id).then(
          () => toast({ text: t('canned.deleted', { name: reply.name }), action: undo }),
          (error: unknown) => toast({ look: 'danger', text: faultOf(error) }),
        )
      }}
    >
      <Trash2 aria-hidden />
    </IconButton>
  )
}

const faultOf = (error: unknown) => (error instanceof Refused && error.message ? error.message : t('composer.noAnswer'))

function Editor({
  home,
  edited,
  everywhere,
  onDone,
}: {
  readonly home: DeskHome
  readonly edited: Edited
  readonly everywhere: boolean
  readonly onDone: () => void
}) {
  const [{ name, text, line }, change] = useState(edited)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    setBusy(true)
    try {
      const written = { name: name.trim(), text: text.trim(), line }
      await (edited.id ? changeCanned(edited.id, written) : addCanned(written))
      onDone()
    } catch (error) {
      setFault(faultOf(error))
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void onSubmit(event)} className="grid gap-4">
      <Field
        label={t('canned.name')}
        dir="auto"
        required
        maxLength={LONGEST_NAME}
        autoComplete="off"
        value={name}
        onChange={(event) => change({ name: event.target.value, text, line })}
      />
      <TextField
        label={t('canned.text')}
        hint={t('canned.gaps')}
        required
        rows={6}
        maxLength={LONGEST_TEXT}
        value={text}
        onChange={(event) => change({ name, text: event.target.value, line })}
      />
      {home.lines.length > 1 && (
        <label className="grid gap-1.5 font-medium">
          {t('canned.line')}
          <select
            value={line ?? ''}
            onChange={(event) => change({ name, text, line: event.target.value || undefined })}
            className="h-9 rounded-md bg-surface px-2 font-normal ring-1 ring-edge ring-inset pointer-coarse:h-11"
          >
            {everywhere && <option value="">{t('canned.everyLine')}</option>}
            {home.lines.map((one) => (
              <option key={one.name} value={one.name}>
                {one.displayName}
              </option>
            ))}
          </select>
        </label>
      )}
      {fault && (
        <p role="alert" className="text-danger">
          {fault}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('act.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} disabled={!name.trim() || !text.trim()}>
          {t('act.save')}
        </Button>
      </div>
    </form>
  )
}

import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ConversationRow, DeskHome, DraftMode, Outbound } from '../../../src/http/wire.ts'
import { toast } from '../parts/toast.tsx'
import { onAsked } from '../shell/between.ts'
import { take } from '../wire/acts.ts'
import { Refused, Unreachable } from '../wire/ask.ts'
import { draftAt, forget, goOn, holdStill, NOTHING, saveNow, useDraft, type Written, write } from '../wire/drafts.ts'
import { newId, sendNote } from '../wire/replies.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import { type ReadyFile, useFiles } from './files.ts'
import { type Part, partsOf } from './parts.ts'
import { type Quoted, quotedOf } from './quote.tsx'
import { only, useSending } from './sending.ts'
import type { Standing } from './standing.ts'
import { hasSpoken, messageOf, type Tail } from './tail.ts'

/** What the first words after taking a conversation wait for: time to see whom they go to. */
const FIRST_HOLD_SECONDS = 3

interface Given {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly standing: Standing
  readonly tail: Tail | undefined
}

export type WritingState = ReturnType<typeof useWriting>

/** The words, files and the answered message of both modes, and how they are sent. */
export function useWriting({ home, row, standing, tail }: Given) {
  const [mode, setMode] = useState<DraftMode>('reply')
  const [noteFault, setNoteFault] = useState<string>()
  const [isNoting, setNoting] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const note = useRef({ of: '', id: '' })
  const person = home.actor.id
  const placeOf = (one: DraftMode) => ({ person, conversation: row.id, mode: one })
  const { written, isReady } = useDraft(placeOf(mode))
  const files = useFiles(row.id)
  const sending = useSending({ person, conversation: row.id })
  const [quoted, setQuoted] = useState<Quoted>()

  useEffect(() => () => saveNow(row.id), [row.id])
  useEffect(
    () =>
      onAsked('quote', ({ id, who, text }) => {
        setQuoted({ who, text })
        setMode('reply')
        write({ person, conversation: row.id, mode: 'reply' }, { replyTo: id })
        focusOn(field)
      }),
    [person, row.id],
  )

  useEffect(() => onAsked('draft', () => setMode('reply')), [])

  const change = (next: Partial<Written>) => write(placeOf(mode), next)
  const focus = () => focusOn(field)

  async function sendReply(
    over: boolean,
    again?: { seen: number; epoch: number },
    parks = standing.window === 'closed',
  ) {
    const place = placeOf('reply')
    const { text, replyTo, drafted } = draftAt(place)
    const chosen = files.of('reply')
    const ready = chosen.flatMap(({ key, voice, uploaded }) => (uploaded ? [{ ...uploaded, key, voice }] : []))
    if (ready.length < chosen.length) return sending.fail({ kind: 'refused', reason: t('composer.filesFirst') })
    const parts = partsOf(text, ready as readonly ReadyFile[])
    if (parts.length === 0) return
    const comeBack = comingBack(field)
    await holdStill(place)
    const isFirst = standing.holder !== 'me' || !hasSpoken(row.id, person)
    const said = await sending.send({
      parts,
      replyTo,
      drafted,
      over,
      seen: again?.seen ?? tail?.position ?? row.position,
      epoch: again?.epoch ?? row.epoch,
      hold: isFirst ? FIRST_HOLD_SECONDS : undefined,
      whenClosed: parks ? 'park' : undefined,
    })
    if (!said) return goOn(place)
    files.remove(said.flatMap((part) => ('file' in part && part.file ? [part.file] : [])))
    if (said.some((part) => bears(part, text))) {
      setQuoted(undefined)
      await forget(place)
    } else goOn(place)
    comeBack()
  }

  async function keepNote() {
    const place = placeOf('note')
    const { text } = draftAt(place)
    const chosen = files.of('note')
    if (text.trim() === '' && chosen.length === 0) return
    const of = JSON.stringify([text, chosen.map(({ key }) => key)])
    if (note.current.of !== of) note.current = { of, id: newId() }
    setNoting(true)
    setNoteFault(undefined)
    const comeBack = comingBack(field)
    await holdStill(place)
    try {
      await sendNote(row.id, { id: note.current.id, text, files: chosen.map(({ file }) => file) })
      files.remove(chosen.map(({ key }) => key))
      await forget(place)
    } catch (error) {
      goOn(place)
      if (error instanceof Unreachable) setNoteFault(t('composer.unreachable'))
      else setNoteFault(error instanceof Refused && error.message ? error.message : t('composer.failed'))
    } finally {
      setNoting(false)
      comeBack()
    }
  }

  async function takeOver() {
    try {
      await take(row, true)
      sending.clear()
      focus()
    } catch (error) {
      toast({ look: 'danger', text: error instanceof Refused ? error.message : t('composer.noAnswer') })
    }
  }

  const answered = written.replyTo ? messageOf(row.id, written.replyTo) : undefined
  return {
    mode,
    field,
    written,
    isReady,
    files: files.of(mode),
    busy: sending.busy || isNoting,
    unsent: mode === 'reply' ? sending.unsent : undefined,
    noteFault: mode === 'note' ? noteFault : undefined,
    quoted: !written.replyTo ? undefined : (quoted ?? (answered && quotedOf(answered, nameOf(row.customer)))),
    begun: {
      reply: draftAt(placeOf('reply')).text.trim() !== '',
      note: draftAt(placeOf('note')).text.trim() !== '',
    },
    sending,
    takeOver,
    focus,
    change,
    dropQuote: () => change({ replyTo: undefined }),
    addFiles: (chosen: readonly File[], voice = false) => files.add(mode, chosen, voice),
    removeFile: (key: string) => files.remove([key]),
    uploadAgain: files.again,
    discard: () => {
      write(placeOf(mode), NOTHING)
      sending.clear()
    },
    open(next: DraftMode, thenFocus = true) {
      setMode(next)
      if (thenFocus) focus()
    },
    /** Where the caret stands, or stood last. */
    insert(words: string) {
      const { current } = field
      const { text } = draftAt(placeOf(mode))
      const from = current?.selectionStart ?? text.length
      const to = current?.selectionEnd ?? from
      change({ text: text.slice(0, from) + words + text.slice(to) })
      focusOn(field, from + words.length)
    },
    async sendContent(content: Outbound): Promise<boolean> {
      const said = await sending.send({
        parts: only(content),
        over: standing.holder === 'other',
        seen: tail?.position ?? row.position,
        epoch: row.epoch,
      })
      return said !== undefined
    },
    send: () => (mode === 'note' ? keepNote() : sendReply(standing.holder === 'other')),
    /** After a refusal: on what it said is so now. */
    async sendAgain() {
      const { unsent } = sending
      if (unsent?.kind === 'newer')
        return sendReply(false, { seen: unsent.messages.at(-1)!.position, epoch: row.epoch })
      if (unsent?.kind === 'moved') {
        const { owner, teammate, epoch } = unsent.to
        const isOther = owner === 'teammate' && teammate?.id !== person
        return sendReply(isOther, { seen: tail?.position ?? row.position, epoch })
      }
      return sendReply(false, undefined, unsent?.kind === 'closed' || undefined)
    },
  }
}

/** At once, for whoever goes on typing; and again once it is drawn, where it could not be written in before. */
function focusOn(field: RefObject<HTMLTextAreaElement | null>, caret?: number) {
  field.current?.focus()
  requestAnimationFrame(() => {
    field.current?.focus()
    if (caret !== undefined) field.current?.setSelectionRange(caret, caret)
  })
}

/** Into the field once the words are on their way; not where whoever wrote them has left it meanwhile, or gone elsewhere. */
function comingBack(field: RefObject<HTMLTextAreaElement | null>): () => void {
  const from = document.activeElement
  return () => {
    const at = document.activeElement
    const isElsewhere = from === field.current || (at !== from && at !== document.body)
    if (!isElsewhere) focusOn(field)
  }
}

const bears = (part: Part, text: string) =>
  'text' in part || text.trim() === '' || ('caption' in part.content && part.content.caption === text.trim())

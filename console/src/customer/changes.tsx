import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/field.tsx'
import { t } from '../words/t.ts'

/** What the memory takes for one value. */
const LONGEST_VALUE = 500

/** Focus goes into what has been opened, and back to where it was. Escape closes it, and nothing around it. */
function useOpened<Around extends HTMLElement>(wanted: string, onCancel: () => void) {
  const around = useRef<Around>(null)
  useEffect(() => {
    const before = document.activeElement
    around.current?.querySelector<HTMLElement>(wanted)?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [wanted])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onCancel()
  }
  return { around, onKeyDown }
}

interface RewriteProps {
  readonly label: string
  readonly hint: string
  /** As it is now; empty for something new. */
  readonly value: string
  /** What is done with it in a word; "Correct" unless told. */
  readonly act?: string
  readonly most?: number
  readonly onCancel: () => void
  readonly onDone: (value: string) => Promise<unknown>
}

/** Words that somebody writes into the memory. */
export function Rewrite({ label, hint, value, act = t('memory.correct'), most, onCancel, onDone }: RewriteProps) {
  const [text, setText] = useState(value)
  const [busy, setBusy] = useState(false)
  const { around, onKeyDown } = useOpened<HTMLFormElement>('textarea', onCancel)
  const wanted = text.trim()
  const isNew = wanted !== '' && wanted !== value
  const done = async () => {
    if (!isNew || busy) return
    setBusy(true)
    await onDone(wanted)
    setBusy(false)
  }
  return (
    <form
      ref={around}
      className="my-2 grid gap-2"
      onKeyDown={(event) => {
        onKeyDown(event)
        if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
        if (!(event.target instanceof HTMLTextAreaElement)) return
        event.preventDefault()
        void done()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void done()
      }}
    >
      <TextField
        label={label}
        hint={hint}
        value={text}
        rows={2}
        maxLength={most ?? LONGEST_VALUE}
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('act.cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isNew} busy={busy}>
          {act}
        </Button>
      </div>
    </form>
  )
}

interface ForgetSureProps {
  readonly text: string
  readonly onCancel: () => void
  readonly onDone: () => Promise<unknown>
}

/** What is forgotten does not come back: whoever presses Enter at once has forgotten nothing. */
export function ForgetSure({ text, onCancel, onDone }: ForgetSureProps) {
  const [busy, setBusy] = useState(false)
  const { around, onKeyDown } = useOpened<HTMLDivElement>('button', onCancel)
  const forgetIt = async () => {
    const row = around.current?.closest('li')
    const beside =
      row?.nextElementSibling ?? row?.previousElementSibling ?? row?.closest('section')?.querySelector('button')
    setBusy(true)
    await onDone()
    setBusy(false)
    await new Promise((drawn) => requestAnimationFrame(drawn))
    // Whoever works by keyboard goes on where they were.
    if (row?.isConnected === false && beside instanceof HTMLElement) beside.focus()
  }
  return (
    <div
      ref={around}
      role="alertdialog"
      aria-label={t('memory.forget')}
      onKeyDown={onKeyDown}
      className="my-2 grid gap-2 rounded-md bg-surface p-3 ring-1 ring-line ring-inset"
    >
      <p>{text}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('act.cancel')}</Button>
        <Button look="danger" busy={busy} onClick={() => void forgetIt()}>
          {t('memory.forget')}
        </Button>
      </div>
    </div>
  )
}

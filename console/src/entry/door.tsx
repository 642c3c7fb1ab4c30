import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Wordmark } from '../parts/marks.tsx'
import { Refused, Unreachable } from '../wire/ask.ts'
import { t } from '../words/t.ts'

interface DoorProps {
  readonly title: string
  readonly intro?: ReactNode
  readonly submit: string
  readonly children?: ReactNode
  /** What follows when it is done; what is thrown is said above the button. */
  readonly onSubmit: (values: Readonly<Record<string, string>>) => Promise<void>
}

/** A page before the desk: the mark, a few fields, one button. */
export function Door({ title, intro, submit, children, onSubmit }: DoorProps) {
  const [fault, say] = useState('')
  const [busy, setBusy] = useState(false)
  const go = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setBusy(true)
    say('')
    try {
      await onSubmit(values)
    } catch (error) {
      say(inWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="scrolls grid h-full place-items-center p-6">
      <div className="my-auto w-full max-w-88">
        <Wordmark />
        <h1 className="mt-8 text-title font-semibold">{title}</h1>
        {intro && <p className="mt-1 text-quiet">{intro}</p>}
        <form className="mt-6 grid gap-4" onSubmit={(event) => void go(event)}>
          {children}
          {fault && (
            <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger">
              {fault}
            </p>
          )}
          <Button look="primary" type="submit" busy={busy} disabled={busy} className="h-10 w-full">
            {submit}
          </Button>
        </form>
      </div>
    </main>
  )
}

/** A page before the desk on which there is nothing to do but to read. */
export function Notice({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="grid h-full place-items-center p-6">
      <div className="my-auto w-full max-w-88">
        <Wordmark />
        <h1 className="mt-8 text-title font-semibold">{title}</h1>
        <div className="mt-2 grid gap-3 text-quiet">{children}</div>
      </div>
    </main>
  )
}

function inWords(error: unknown): string {
  if (error instanceof Unreachable) return t('entry.unreachable')
  if (error instanceof Refused && error.message) return error.message
  return t('entry.failed')
}

/** A one-time secret comes behind the `#`: browsers send that to nobody, so it stands in no log. */
export function takeSecret(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
}

/** Where somebody was on their way to; never another site's address. */
export function wayBack(): string {
  const to = new URLSearchParams(window.location.search).get('to') ?? ''
  return /^\/(?!\/|\\)/.test(to) ? to : '/waiting'
}

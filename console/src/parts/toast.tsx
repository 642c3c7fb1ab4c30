import { X } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { t } from '../words/t.ts'

export interface Toast {
  readonly text: string
  readonly look?: 'plain' | 'danger'
  readonly action?: { readonly label: string; readonly run: () => void }
  readonly forMs?: number
}

let shown: readonly (Toast & { readonly id: number })[] = []
let next = 0
const watchers = new Set<() => void>()

function become(toasts: typeof shown) {
  shown = toasts
  for (const watcher of watchers) watcher()
}

export const dismiss = (id: number) => become(shown.filter((one) => one.id !== id))

/** Says that something has happened, where nothing else on the screen would. Never more than three at a time. */
export function toast(given: Toast): () => void {
  const id = next++
  become([...shown.slice(-2), { ...given, id }])
  return () => dismiss(id)
}

export function Toasts() {
  const toasts = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => shown,
  )
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-16 z-50 grid justify-items-center gap-2 px-4 md:top-auto md:bottom-16 md:justify-items-start"
    >
      {toasts.map((one) => (
        <OneToast key={one.id} {...one} />
      ))}
    </div>
  )
}

function OneToast({ id, text, look = 'plain', action, forMs = 5000 }: Toast & { readonly id: number }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), forMs)
    return () => clearTimeout(timer)
  }, [id, forMs])
  return (
    <div
      data-look={look}
      className="pointer-events-auto flex max-w-full animate-[appear_120ms] items-center gap-3 rounded-md bg-ink py-2 ps-4 pe-2 text-surface shadow-raised data-[look=danger]:bg-danger"
    >
      <p className="min-w-0 break-words">{text}</p>
      {action && (
        <button
          type="button"
          className="h-7 rounded-sm px-2 font-semibold underline underline-offset-2 focus-visible:outline-surface pointer-coarse:h-11"
          onClick={() => {
            dismiss(id)
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={t('act.close')}
        className="grid size-7 shrink-0 place-items-center rounded-sm focus-visible:outline-surface pointer-coarse:size-11"
        onClick={() => dismiss(id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  )
}

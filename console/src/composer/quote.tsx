import { X } from 'lucide-react'
import type { ThreadEntry } from '../../../src/http/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { t } from '../words/t.ts'

export interface Quoted {
  readonly who: string
  readonly text: string
}

/** Of a message that was chosen before the page was loaded anew. */
export function quotedOf({ author, writer, text }: ThreadEntry, customer: string): Quoted {
  const who =
    author === 'customer' ? customer : author === 'teammate' ? (writer?.name ?? '') : t(`composer.by.${author}`)
  return { who, text }
}

/** The message that is answered. */
export function Quote({ quoted, onDrop }: { readonly quoted: Quoted; readonly onDrop: () => void }) {
  return (
    <div className="flex items-center gap-2 px-3 pt-2">
      <div className="min-w-0 flex-1 border-s-2 border-accent ps-2.5">
        <p className="truncate text-small font-semibold">
          <bdi>{quoted.who}</bdi>
        </p>
        <p dir="auto" className="truncate text-quiet">
          {quoted.text}
        </p>
      </div>
      <IconButton label={t('composer.dropQuote')} tipSide="above" onClick={onDrop}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}

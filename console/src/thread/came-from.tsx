import { ExternalLink, Megaphone } from 'lucide-react'
import type { ThreadEntry } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'
import { OutsideLink } from './text.tsx'
import { webAddress } from './whatsapp-marks.ts'

const LONGEST = 200

/** Where the customer came from with this message. Whatever stands in it is somebody's words, and shown as words. */
export function CameFrom({ from }: { readonly from: NonNullable<ThreadEntry['cameFrom']> }) {
  const { sourceType, headline, body, sourceUrl } = from
  const href = sourceUrl === undefined ? undefined : webAddress(sourceUrl)
  return (
    <aside className="mb-1.5 grid gap-0.5 rounded-md bg-hover px-2 py-1.5 text-small" data-came-from="">
      <p className="flex items-center gap-1.5 text-quiet">
        <Megaphone aria-hidden className="size-3.5 shrink-0" />
        {t('message.cameFrom', { source: sourceType === 'post' ? 'post' : 'ad' })}
      </p>
      {headline && (
        <p dir="auto" className="wrap-anywhere font-medium">
          {headline.slice(0, LONGEST)}
        </p>
      )}
      {body && (
        <p dir="auto" className="wrap-anywhere line-clamp-2 text-quiet">
          {body.slice(0, LONGEST)}
        </p>
      )}
      {href && (
        <p className="flex items-center gap-1.5">
          <ExternalLink aria-hidden className="size-3.5 shrink-0 text-quiet" />
          <OutsideLink href={href}>
            <bdi className="wrap-anywhere">{new URL(href).hostname}</bdi>
          </OutsideLink>
        </p>
      )}
    </aside>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from 'wouter'
import type { ShownRecipient } from '../../../src/http/wire-campaigns.ts'
import { query } from '../wire/ask.ts'
import { recipientsQuery } from '../wire/campaigns.ts'
import { serverNow } from '../wire/clock.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import { moment } from '../words/times.ts'
import { StandingMark } from './marks.tsx'
import { LINK, Panel } from './parts.tsx'

const STANDINGS = ['waiting', 'under-way', 'sent', 'delivered', 'read', 'unconfirmed', 'failed', 'left-out'] as const

/** Everybody whom it is for, 50 at a time; whose standing is looked at, and from where on, is in the address. */
export function Recipients({ campaign }: { readonly campaign: string }) {
  const params = new URLSearchParams(useSearch())
  const standing = STANDINGS.find((one) => one === params.get('standing'))
  const after = params.get('after') ?? undefined
  const { data } = useQuery({ ...recipientsQuery(campaign, { standing, after }), placeholderData: (before) => before })
  const to = (change: { standing?: string; after?: string }) => `/campaigns/${campaign}${query(change)}`
  return (
    <Panel title={t('campaigns.recipients')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <nav aria-label={t('campaigns.standings')} className="flex min-w-0 flex-wrap gap-1">
          {[undefined, ...STANDINGS].map((one) => (
            <Link
              key={one ?? ''}
              href={to({ standing: one })}
              replace
              aria-current={one === standing ? 'true' : undefined}
              className="inline-flex h-7 items-center rounded-full px-2.5 text-small font-medium text-quiet hover:bg-hover aria-[current]:bg-accent-soft aria-[current]:text-accent pointer-coarse:h-11"
            >
              {one ? t(`campaigns.standing.${one}`) : t('campaigns.everybody')}
            </Link>
          ))}
        </nav>
        <a href={`/api/campaigns/${campaign}/report.csv`} download className={`ms-auto ${LINK}`}>
          {t('campaigns.download')}
        </a>
      </div>
      {data?.recipients.length === 0 ? (
        <p className="mt-3 rounded-lg bg-sunken p-6 text-center text-quiet">{t('campaigns.nobody')}</p>
      ) : (
        <ul
          aria-label={t('campaigns.recipients')}
          className="mt-3 overflow-hidden rounded-lg bg-surface ring-1 ring-line"
        >
          {data?.recipients.map((one) => (
            <Recipient key={one.id} {...one} />
          ))}
        </ul>
      )}
      <nav aria-label={t('campaigns.pages')} className="mt-3 flex justify-between gap-4">
        {after && (
          <Link href={to({ standing })} className={LINK}>
            {t('campaigns.first')}
          </Link>
        )}
        {data?.next && (
          <Link href={to({ standing, after: data.next })} className={`ms-auto ${LINK}`}>
            {t('campaigns.next')}
          </Link>
        )}
      </nav>
    </Panel>
  )
}

function Recipient({ row, name, phone, standing, reason, conversation, dueAt }: ShownRecipient) {
  const isLater = standing === 'waiting' && dueAt > serverNow()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-line px-4 py-2 not-first:border-t">
      <span className="figures min-w-14 text-small text-quiet">{t('campaigns.nthRow', { row })}</span>
      <span className="min-w-0 flex-1 truncate">
        {conversation ? (
          <Link href={`/all/${conversation}`} className={LINK}>
            <bdi>{nameOf({ name, phone: phone && `+${phone}` })}</bdi>
          </Link>
        ) : (
          <bdi className="font-medium">{nameOf({ name, phone: phone && `+${phone}` })}</bdi>
        )}
        {name && phone && (
          <span className="ms-2 text-small text-quiet">
            <bdi dir="ltr">+{phone}</bdi>
          </span>
        )}
      </span>
      {isLater && (
        <span className="text-small text-quiet">{t('campaigns.due', { at: moment(dueAt, serverNow()) })}</span>
      )}
      <StandingMark standing={standing} />
      {reason && (
        <span className="w-full text-small text-quiet wrap-anywhere sm:ps-17">
          {standing === 'left-out' ? t(`campaigns.leftOut.${reason as 'opted-out'}`) : reason}
        </span>
      )}
    </li>
  )
}

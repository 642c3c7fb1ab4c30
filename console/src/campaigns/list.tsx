import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from 'wouter'
import type { DeskHome } from '../../../src/http/wire.ts'
import type { CampaignRow } from '../../../src/http/wire-campaigns.ts'
import { lineName } from '../customer/line-name.ts'
import { campaignsQuery } from '../wire/campaigns.ts'
import { serverNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { moment } from '../words/times.ts'
import { figure } from './figures.ts'
import { Bar, StateMark } from './marks.tsx'
import { Head, LINK, Trouble } from './parts.tsx'
import { useProgress } from './progress.ts'

interface ListProps {
  readonly home: DeskHome
  readonly maySend: boolean
}

/** All campaigns, the newest first. */
export function CampaignList({ home, maySend }: ListProps) {
  const before = new URLSearchParams(useSearch()).get('before') ?? undefined
  const { data, isError, refetch } = useQuery(campaignsQuery(before))
  useProgress(data?.campaigns.some(({ startAt, endedAt }) => startAt !== undefined && endedAt === undefined) ?? false)
  return (
    <>
      <Head title={t('view.campaigns')}>{maySend && data?.campaigns.length !== 0 && <Begin />}</Head>
      {isError ? (
        <Trouble again={() => void refetch()} />
      ) : data?.campaigns.length === 0 && !before ? (
        <div className="mt-8 grid justify-items-center gap-3 rounded-lg bg-sunken p-8 text-center">
          <p className="text-lead font-semibold">{t('campaigns.none')}</p>
          <p className="max-w-120 text-quiet">{t(maySend ? 'campaigns.noneMore' : 'campaigns.noneForYou')}</p>
          {maySend && <Begin />}
        </div>
      ) : (
        data && (
          <>
            <ul
              aria-label={t('view.campaigns')}
              className="mt-6 overflow-hidden rounded-lg bg-surface ring-1 ring-line"
            >
              {data.campaigns.map((campaign) => (
                <Row key={campaign.id} home={home} campaign={campaign} />
              ))}
            </ul>
            <Pages before={before} next={data.next} />
          </>
        )
      )}
    </>
  )
}

const Pages = ({ before, next }: { readonly before: string | undefined; readonly next: string | undefined }) => (
  <nav aria-label={t('campaigns.pages')} className="mt-3 flex justify-between gap-4">
    {before && (
      <Link href="/campaigns" className={LINK}>
        {t('campaigns.newest')}
      </Link>
    )}
    {next && (
      <Link href={`/campaigns?before=${next}`} className={`ms-auto ${LINK}`}>
        {t('campaigns.older')}
      </Link>
    )}
  </nav>
)

const Begin = () => (
  <Link
    href="/campaigns/new"
    className="inline-flex h-8 items-center rounded-md bg-accent px-3 font-medium text-on-accent hover:brightness-110 pointer-coarse:h-11"
  >
    {t('campaigns.new')}
  </Link>
)

function Row({ home, campaign }: { readonly home: DeskHome; readonly campaign: CampaignRow }) {
  const { id, name, state, line, content, recipients, released, createdBy, createdAt, startAt } = campaign
  const at = startAt ?? createdAt
  const progress = t('campaigns.progress', { done: figure(released), all: figure(recipients) })
  return (
    <li className="border-line not-first:border-t">
      <Link
        href={`/campaigns/${id}`}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,1fr)_11rem_9rem]"
      >
        <span className="min-w-0">
          <span className="flex items-center gap-2">
            <bdi className="truncate font-medium">{name}</bdi>
            <StateMark state={state} />
          </span>
          <span className="block truncate text-small text-quiet">
            <bdi>{lineName(home, line)}</bdi> · <bdi>{content.name}</bdi>
          </span>
        </span>
        <span className="grid gap-1 max-md:order-last max-md:col-span-2">
          <span className="figures text-small text-quiet">{progress}</span>
          <Bar done={released} of={recipients} />
        </span>
        <span className="text-end text-small text-quiet">
          <time dateTime={new Date(at).toISOString()} className="block whitespace-nowrap">
            {moment(at, serverNow())}
          </time>
          <bdi className="block max-w-32 truncate md:ms-auto">{createdBy}</bdi>
        </span>
      </Link>
    </li>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { DeskHome } from '../../../src/http/wire.ts'
import { lineName } from '../customer/line-name.ts'
import { Refused } from '../wire/ask.ts'
import { type CampaignShown, campaignQuery } from '../wire/campaigns.ts'
import { serverNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { moment } from '../words/times.ts'
import { Acts } from './acts.tsx'
import { figure, stagesOf, totalOf } from './figures.ts'
import { Markets } from './markets.tsx'
import { Bar, StateMark } from './marks.tsx'
import { Figures, Head, Panel, Trouble } from './parts.tsx'
import { Paused } from './paused.tsx'
import { useProgress } from './progress.ts'
import { Recipients } from './recipients.tsx'

interface OneProps {
  readonly home: DeskHome
  readonly id: string
  readonly maySend: boolean
}

/** One campaign: how far it has come, what has become of it, and what can be done. */
export function OneCampaign({ home, id, maySend }: OneProps) {
  const { data, error, refetch } = useQuery(campaignQuery(id))
  useProgress(data?.campaign.endedAt === undefined)
  if (error instanceof Refused && error.status === 404)
    return (
      <>
        <Head title={t('campaigns.gone')} isNested />
        <p className="mt-1 text-quiet">{t('campaigns.goneMore')}</p>
      </>
    )
  if (error) return <Trouble again={() => void refetch()} />
  return data ? <Shown home={home} shown={data} maySend={maySend} /> : null
}

function Shown({
  home,
  shown,
  maySend,
}: {
  readonly home: DeskHome
  readonly shown: CampaignShown
  readonly maySend: boolean
}) {
  const { campaign, report, cost } = shown
  const { state } = campaign
  const stages = stagesOf(report)
  const decided = stages.recipients - stages.waiting - stages.underWay
  const share =
    stages.sent > 0 ? (count: number) => t('campaigns.share', { share: count / stages.sent }) : () => undefined
  return (
    <>
      <Head title={<bdi>{campaign.name}</bdi>} isNested>
        <StateMark state={state} />
        {maySend && <Acts campaign={campaign} />}
      </Head>
      <p className="mt-1 text-quiet wrap-anywhere">
        <bdi>{lineName(home, campaign.line)}</bdi> · <bdi>{campaign.content.name}</bdi> ·{' '}
        {t('campaigns.madeBy', { name: campaign.createdBy, at: moment(campaign.createdAt, serverNow()) })}
      </p>
      <p className="text-quiet">{whenInWords(campaign)}</p>
      {campaign.pause && <Paused pause={campaign.pause} />}
      <div className="mt-6 grid gap-2" aria-live="off">
        <p className="figures flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">
            {t('campaigns.progress', { done: figure(stages.sent), all: figure(stages.recipients) })}
          </span>
          <span className="text-quiet">
            {t('campaigns.left', { waiting: stages.waiting, underWay: stages.underWay })}
          </span>
        </p>
        <Bar tall done={decided} of={stages.recipients} label={t('campaigns.howFar')} />
      </div>
      <div className="mt-4">
        <Figures
          of={[
            [t('campaigns.standing.sent'), figure(stages.sent)],
            [t('campaigns.standing.delivered'), figure(stages.delivered), share(stages.delivered)],
            [t('campaigns.standing.read'), figure(stages.read), share(stages.read)],
            [t('campaigns.replied'), figure(stages.replied), share(stages.replied)],
            [t('campaigns.standing.failed'), figure(stages.failed)],
            [t('campaigns.standing.unconfirmed'), figure(stages.unconfirmed)],
            [t('campaigns.optedOut'), figure(stages.optedOut)],
            [t('campaigns.standing.left-out'), figure(stages.leftOut)],
          ]}
        />
      </div>
      {(report.failed.length > 0 || report.leftOut.length > 0) && (
        <Panel title={t('campaigns.causes')}>
          <ul className="overflow-hidden rounded-lg bg-surface ring-1 ring-line">
            {report.failed.map(({ code, reason, count }) => (
              <Cause key={`${code} ${reason}`} count={count} text={reason} more={t('campaigns.standing.failed')} />
            ))}
            {report.leftOut.map(({ reason, count }) => (
              <Cause
                key={reason}
                count={count}
                text={t(`campaigns.leftOut.${reason}`)}
                more={t('campaigns.standing.left-out')}
              />
            ))}
          </ul>
        </Panel>
      )}
      {totalOf(cost) !== undefined || cost.unpriced > 0 ? <Markets cost={cost} /> : null}
      <Recipients campaign={campaign.id} />
    </>
  )
}

const Cause = ({ count, text, more }: { readonly count: number; readonly text: string; readonly more: string }) => (
  <li className="flex items-baseline gap-3 border-line px-4 py-2 not-first:border-t">
    <span className="figures font-semibold">{figure(count)}</span>
    <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
    <span className="shrink-0 text-small text-quiet">{more}</span>
  </li>
)

function whenInWords({ state, startAt, startedAt, endedAt }: CampaignShown['campaign']): string {
  const at = (time: number) => moment(time, serverNow())
  if (state === 'draft') return t('campaigns.notBegun')
  if (endedAt !== undefined) return t('campaigns.ended', { at: at(endedAt) })
  if (startedAt !== undefined) return t('campaigns.began', { at: at(startedAt) })
  return startAt === undefined ? '' : t('campaigns.begins', { at: at(startAt) })
}

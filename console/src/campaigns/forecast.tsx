import { useState } from 'react'
import { useLocation } from 'wouter'
import type { DeskHome } from '../../../src/http/wire.ts'
import type { CampaignLook } from '../../../src/http/wire-campaigns.ts'
import { lineName } from '../customer/line-name.ts'
import { Button } from '../parts/button.tsx'
import { Words } from '../thread/text.tsx'
import { Refused } from '../wire/ask.ts'
import { create, move } from '../wire/campaigns.ts'
import { serverNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { moment } from '../words/times.ts'
import { Faults, isWhole } from './faults.tsx'
import { costInWords, figure, totalOf } from './figures.ts'
import { Markets } from './markets.tsx'
import type { Looked } from './new.tsx'
import { Figures, Panel, Said, Tick } from './parts.tsx'
import { reasonOf, refused } from './refusal.ts'

interface ForecastProps {
  readonly home: DeskHome
  readonly looked: Looked
  /** Nothing was changed since. */
  readonly isFresh: boolean
  /** It was looked at anew on the way. */
  readonly onLooked: (look: CampaignLook) => void
}

/** What would come of it: who gets it, what it costs, how long it takes. Here it is made, and begun. */
export function Forecast({ home, looked: { plan, look }, isFresh, onLooked }: ForecastProps) {
  const [, go] = useLocation()
  const [leavesOut, leaveOut] = useState(false)
  const [doing, setDoing] = useState<'draft' | 'start'>()
  const [fault, setFault] = useState<string>()
  const { rows, good, faults, samples, cost, pace, room, notes } = look
  const whole = faults.some(isWhole)
  const atFault = new Set(faults.map(({ row }) => row)).size
  const isReady = isFresh && good > 0 && !whole && (atFault === 0 || leavesOut)

  async function make(begins: boolean) {
    setDoing(begins ? 'start' : 'draft')
    setFault(undefined)
    try {
      await create({ ...plan, ...(leavesOut && { faulty: 'skip' }) })
    } catch (error) {
      setFault(reasonOf(error))
      setDoing(undefined)
      if (error instanceof Refused && error.told.look) onLooked(error.told.look as CampaignLook)
      return
    }
    // It is there from now on: what does not begin is a draft, on a page of its own.
    if (begins) await move(plan.id, 'start', { at: plan.startAt }).catch(refused)
    go(`/campaigns/${plan.id}`)
  }

  return (
    <section aria-labelledby="forecast" className={`mt-10 border-t border-line pt-8 ${isFresh ? '' : 'opacity-75'}`}>
      <h2 id="forecast" tabIndex={-1} className="text-title font-semibold outline-none">
        {t('campaigns.wouldGet', { good, rows })}
      </h2>
      {!isFresh && <p className="mt-1 text-wait">{t('campaigns.changed')}</p>}
      <div className="mt-4">
        <Figures
          of={[
            [
              t('campaigns.costs'),
              totalOf(cost) ?? t('campaigns.unknown'),
              cost.unpriced > 0 ? t('campaigns.unpriced', { count: cost.unpriced }) : undefined,
            ],
            [t('campaigns.through'), moment(pace.endAt, serverNow()), t('campaigns.pace', { pace: pace.perSecond })],
            [
              t('campaigns.room'),
              room.left === undefined ? t('campaigns.noLimit') : figure(room.left),
              room.limit === undefined ? undefined : t('campaigns.roomOf', { limit: figure(room.limit) }),
            ],
            [t('campaigns.laterFor'), figure(pace.quiet), t('campaigns.laterForMore')],
          ]}
        />
      </div>
      {room.left !== undefined && room.left < good && (
        <p className="mt-2 text-wait">{t('campaigns.overRoom', { left: room.left })}</p>
      )}
      {notes.map((note) => (
        <p key={note} className="mt-2 text-quiet">
          {note}
        </p>
      ))}
      {faults.length > 0 && (
        <Faults faults={faults} name={plan.name}>
          {!whole && good > 0 && (
            <Tick checked={leavesOut} onChange={leaveOut}>
              {t('campaigns.leaveOut', { rows: atFault })}
            </Tick>
          )}
        </Faults>
      )}
      {good > 0 && <Markets cost={cost} />}
      {samples.length > 0 && (
        <Panel title={t('campaigns.samples')}>
          <ul className="grid gap-3 sm:grid-cols-3">
            {samples.map(({ row, name, to, words }) => (
              <li key={row} className="min-w-0 rounded-lg bg-customer px-3 py-2.5 ring-1 ring-line">
                <p className="mb-1 truncate text-small text-quiet">
                  <bdi>{name ?? to}</bdi>
                </p>
                <Words text={words} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <div className="mt-8 grid gap-3 rounded-lg bg-sunken p-5">
        {good > 0 && !whole && (
          <p className="text-lead">
            {t('campaigns.promise', {
              count: good,
              name: plan.name,
              line: lineName(home, plan.line),
              at: plan.startAt ? moment(plan.startAt, serverNow()) : 'now',
              quiet: pace.quiet,
              end: moment(pace.endAt, serverNow()),
            })}{' '}
            {costInWords(cost)}
          </p>
        )}
        {isFresh && !isReady && (
          <p className="text-quiet">{t(whole || good === 0 ? 'campaigns.mend' : 'campaigns.mendOrLeaveOut')}</p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            busy={doing === 'start'}
            disabled={!isReady || doing !== undefined}
            onClick={() => void make(true)}
          >
            {t(plan.startAt ? 'campaigns.schedule' : 'campaigns.start')}
          </Button>
          <Button busy={doing === 'draft'} disabled={!isReady || doing !== undefined} onClick={() => void make(false)}>
            {t('campaigns.keep')}
          </Button>
        </div>
        {fault && <Said>{fault}</Said>}
      </div>
    </section>
  )
}

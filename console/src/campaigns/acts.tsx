import { useState } from 'react'
import { useLocation } from 'wouter'
import type { CampaignRow, CampaignState } from '../../../src/http/wire-campaigns.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { deleteDraft, type Move, move } from '../wire/campaigns.ts'
import { t } from '../words/t.ts'
import { momentOf } from './plan.ts'
import { refused } from './refusal.ts'
import { StartAt } from './when.tsx'

type Act = Move | 'delete'
/** In the order in which they stand; what cannot be undone asks first. */
const CAN: Readonly<Record<CampaignState, readonly Act[]>> = {
  draft: ['delete', 'start'],
  scheduled: ['cancel', 'pause'],
  running: ['cancel', 'pause'],
  paused: ['cancel', 'resume'],
  done: [],
  cancelled: [],
}
const ASKS = ['start', 'cancel', 'delete'] as const
const asks = (act: Act): act is Asked => (ASKS as readonly Act[]).includes(act)
type Asked = (typeof ASKS)[number]

/** What can be done with a campaign as it stands. */
export function Acts({ campaign: { id, name, state, recipients, released } }: { readonly campaign: CampaignRow }) {
  const [asking, ask] = useState<Asked>()
  const [busy, setBusy] = useState(false)
  const [startAt, setStartAt] = useState('')
  const [, go] = useLocation()

  async function give(act: Act) {
    setBusy(true)
    try {
      if (act !== 'delete') await move(id, act, act === 'start' ? { at: momentOf(startAt) } : {})
      else {
        await deleteDraft(id)
        go('/campaigns')
      }
    } catch (error) {
      refused(error)
    }
    setBusy(false)
    ask(undefined)
  }
  return (
    <>
      {CAN[state].map((act) => (
        <Button
          key={act}
          look={act === 'start' || act === 'resume' ? 'primary' : 'plain'}
          busy={busy}
          onClick={() => (asks(act) ? ask(act) : void give(act))}
        >
          {t(`campaigns.act.${act}`)}
        </Button>
      ))}
      {asking && (
        <Dialog open onClose={() => ask(undefined)} title={t(`campaigns.ask.${asking}`, { name })}>
          <div className="grid gap-4">
            <p className="text-quiet">{t(`campaigns.askMore.${asking}`, { waiting: recipients - released })}</p>
            {asking === 'start' && <StartAt value={startAt} onChange={setStartAt} />}
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={() => ask(undefined)}>{t('campaigns.leaveIt')}</Button>
              <Button look={asking === 'start' ? 'primary' : 'danger'} busy={busy} onClick={() => void give(asking)}>
                {t(`campaigns.act.${asking}`)}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}

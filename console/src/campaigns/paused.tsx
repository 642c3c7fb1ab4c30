import type { CampaignPause } from '../../../src/http/wire-campaigns.ts'
import { serverNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { moment } from '../words/times.ts'

/** Why nothing leaves, and what to do so that it goes on. */
export function Paused({ pause: { because, reason, by, at, looksAgainAt } }: { readonly pause: CampaignPause }) {
  return (
    <div role="status" className="mt-4 grid gap-1 rounded-lg bg-wait-soft px-4 py-3 text-wait">
      <p className="font-semibold">
        {t(`campaigns.paused.${because}`, { by: by ?? t('owner.somebody'), at: moment(at, serverNow()) })}
      </p>
      <p className="wrap-anywhere">{reason || t('campaigns.goOn')}</p>
      {looksAgainAt !== undefined && <p>{t('campaigns.looksAgain', { at: moment(looksAgainAt, serverNow()) })}</p>}
    </div>
  )
}

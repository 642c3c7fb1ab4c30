import { useQuery } from '@tanstack/react-query'
import { Clock, Phone } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ConversationRow, Offer, WindowPlan } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { windowQuery } from '../wire/queries.ts'
import { currentLocale, t } from '../words/t.ts'
import { Strip } from './strip.tsx'

type TemplateOffer = Extract<Offer, { kind: 'template' }>
export type FilledTemplate = Pick<TemplateOffer, 'id' | 'content'>

/** What a template could hold of it; the rest waits for the customer all the same. */
const LONGEST = 1_000

/** What can be done for somebody who wrote more than a day ago: the best template filled in, and why no other. */
export function ClosedPlan({
  row,
  answer,
  onTemplate,
}: {
  readonly row: ConversationRow
  readonly answer: string
  readonly onTemplate: (filled?: FilledTemplate) => void
}) {
  const asked = useSettled(answer.trim().slice(0, LONGEST))
  const { data: plan } = useQuery(windowQuery(row.id, asked))
  const best = plan?.offers.find((one) => one.kind === 'template')
  const call = plan?.offers.find((one) => one.kind === 'other-channel')
  return (
    <div className="grid gap-1.5" data-plan={plan ? 'known' : 'asked'}>
      <Strip
        Icon={Clock}
        look="wait"
        actions={
          <>
            {best && (
              <Button look="primary" onClick={() => onTemplate(best)}>
                {t('plan.use', { name: best.name.replaceAll('_', ' ') })}
              </Button>
            )}
            <Button look={best ? 'plain' : 'primary'} onClick={() => onTemplate()}>
              {t('composer.chooseTemplate')}
            </Button>
          </>
        }
      >
        {t('composer.closed')}
        {best && <Words offer={best} />}
        {plan && !best && <p className="text-small">{t('plan.none')}</p>}
      </Strip>
      {plan && (plan.notOffered.length > 0 || call) && (
        <div className="flex flex-wrap items-start gap-x-4 px-1 text-small text-quiet">
          {plan.notOffered.length > 0 && <Others notOffered={plan.notOffered} />}
          {call && (
            <a
              href={`tel:${call.to}`}
              className="ms-auto inline-flex min-h-6 items-center gap-1 underline underline-offset-2"
            >
              <Phone aria-hidden className="size-3.5" />
              <bdi>{t('plan.call', { phone: call.to })}</bdi>
            </a>
          )}
        </div>
      )}
    </div>
  )
}

/** What the customer would read, and what it costs. */
function Words({ offer: { words, missing, price } }: { readonly offer: TemplateOffer }) {
  const costs = price && (price.free ? t('plan.free') : money(price))
  return (
    <p className="mt-1 text-small text-ink">
      <q dir="auto" data-words className="line-clamp-2 wrap-anywhere before:content-none after:content-none">
        {words}
      </q>
      {costs && <span className="figures me-2 font-medium">{costs}</span>}
      {missing.length > 0 && (
        <span className="text-wait">{t('plan.fill', { missing: missing.map(called).join(', ') })}</span>
      )}
    </p>
  )
}

/** `body order_id` is a name for programs. */
const called = (name: string) => name.slice(name.indexOf(' ') + 1).replaceAll('_', ' ')

function Others({ notOffered }: Pick<WindowPlan, 'notOffered'>) {
  return (
    <details className="min-w-0 flex-1">
      <summary className="inline-block min-h-6 cursor-pointer underline-offset-2 hover:underline">
        {t('plan.others', { count: notOffered.length })}
      </summary>
      <ul className="scrolls max-h-40 py-1">
        {notOffered.map(({ id, name, language, because }) => (
          <li key={id} className="wrap-anywhere">
            <bdi className="font-medium text-ink">{name.replaceAll('_', ' ')}</bdi> ({language}):{' '}
            {t(`plan.why.${because}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}

const money = ({ amount, currency }: { readonly amount: number; readonly currency: string }) =>
  new Intl.NumberFormat(currentLocale(), { style: 'currency', currency, maximumFractionDigits: 4 }).format(amount)

const SETTLES_MS = 400

/** Once whoever writes has paused. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), SETTLES_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

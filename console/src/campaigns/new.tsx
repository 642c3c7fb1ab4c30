import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import type { CampaignLook, CampaignPlan } from '../../../src/http/wire-campaigns.ts'
import { TemplatePreview } from '../composer/template-preview.tsx'
import { shapeOf } from '../composer/template-shape.ts'
import { Button } from '../parts/button.tsx'
import { look, newCampaignId } from '../wire/campaigns.ts'
import { templatesQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { Audience } from './audience.tsx'
import { previewed } from './columns.ts'
import { Forecast } from './forecast.tsx'
import { Head, Said } from './parts.tsx'
import { columnsOf, type Entered, fillingOf, missingIn, NOTHING, planOf } from './plan.ts'
import { reasonOf } from './refusal.ts'
import { What } from './what.tsx'
import { When } from './when.tsx'

/** What was looked at, for whatever was entered then. */
export interface Looked {
  readonly entered: Entered
  readonly plan: CampaignPlan & { readonly id: string }
  readonly look: CampaignLook
}

/** What, to whom, and when; then what would come of it; only then it is made. */
export function NewCampaign({ home }: { readonly home: DeskHome }) {
  const [entered, enter] = useState<Entered>({ ...NOTHING, line: home.lines[0]?.name ?? '' })
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [looked, setLooked] = useState<Looked>()
  const [isTried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  const { data = [] } = useQuery(templatesQuery)

  const set = (change: Partial<Entered>) => enter((before) => ({ ...before, ...change }))
  const account = home.lines.find((one) => one.name === entered.line)?.account
  const templates = useMemo(
    () => data.filter((one) => one.account === account && one.status === 'APPROVED' && !shapeOf(one).isForPrograms),
    [data, account],
  )
  const template = templates.find(({ id }) => id === entered.template)
  const shape = useMemo(() => template && shapeOf(template), [template])
  const columns = columnsOf(entered)
  const missing = missingIn(entered, shape, columns)
  const faults = isTried ? missing : {}
  const called = name.trim() || template?.name || ''

  async function onLook(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    setFault(undefined)
    if (!template || !shape || Object.keys(missing).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    setBusy(true)
    try {
      const plan = { id: newCampaignId(), ...planOf({ entered, name: called, note, template, shape, columns }) }
      setLooked({ entered, plan, look: await look(plan) })
      requestAnimationFrame(() => document.getElementById('forecast')?.focus())
    } catch (error) {
      setFault(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }

  const isFresh = looked?.entered === entered
  return (
    <>
      <Head title={t('campaigns.new')} isNested />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => void onLook(event)}
        className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]"
      >
        <What {...{ home, entered, set, templates, shape, faults, name, called, setName }} />
        <div className="grid gap-2 lg:sticky lg:top-6 lg:row-span-4">
          {shape ? (
            <TemplatePreview
              shape={shape}
              values={Object.fromEntries(
                shape.blanks.map((blank) => [blank.key, previewed(fillingOf(entered, blank, columns), columns)]),
              )}
              media={undefined}
            />
          ) : (
            <p className="rounded-lg bg-sunken p-8 text-center text-quiet">{t('campaigns.noPreview')}</p>
          )}
          {entered.list && shape && <p className="text-small text-quiet">{t('campaigns.firstRow')}</p>}
        </div>
        <Audience {...{ home, entered, set, shape, columns, faults }} />
        <When {...{ entered, set, faults, note, setNote }} />
        <div className="grid justify-items-start gap-2">
          <Button type="submit" look={isFresh ? 'plain' : 'primary'} busy={busy} disabled={busy}>
            {t(busy ? 'campaigns.looking' : looked && !isFresh ? 'campaigns.lookAgain' : 'campaigns.look')}
          </Button>
          {!looked && <p className="text-small text-quiet">{t('campaigns.lookMore')}</p>}
          {fault && <Said>{fault}</Said>}
        </div>
      </form>
      {looked && (
        <Forecast
          key={looked.plan.id}
          looked={{ ...looked, plan: { ...looked.plan, name: called, ...(note.trim() && { note: note.trim() }) } }}
          home={home}
          isFresh={isFresh}
          onLooked={(seen) => setLooked({ ...looked, look: seen })}
        />
      )}
    </>
  )
}

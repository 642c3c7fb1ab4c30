import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ConversationRow, DeskHome, Outbound } from '../../../src/http/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useWide } from '../parts/wide.ts'
import { templatesQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import type { FilledTemplate } from './closed-plan.tsx'
import type { Unsent } from './sending.ts'
import { TemplateForm } from './template-form.tsx'
import { NoTemplates } from './template-none.tsx'

export interface PickerProps {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly sendWords: string
  readonly busy: boolean
  readonly unsent: Unsent | undefined
  /** The one that is offered stands open at once, filled in. */
  readonly filled?: FilledTemplate | undefined
  /** Says whether it was sent. */
  readonly onSend: (content: Outbound) => Promise<boolean>
  readonly onClose: () => void
}

/** What Meta has approved for the account of this line: the only way to somebody who wrote more than a day ago. */
export default function TemplatePicker(props: PickerProps) {
  const { home, row, filled, onClose } = props
  const [wanted, setWanted] = useState('')
  const [chosenId, choose] = useState(filled?.id)
  const known = useQuery(templatesQuery)
  const account = home.lines.find(({ name }) => name === row.line)?.account
  const templates = useMemo(
    () =>
      (known.data ?? [])
        .filter((one) => one.status === 'APPROVED' && one.account === account)
        .sort(
          (one, other) =>
            Number(speaks(other.language, row.language)) - Number(speaks(one.language, row.language)) ||
            one.name.localeCompare(other.name) ||
            one.language.localeCompare(other.language),
        ),
    [known.data, account, row.language],
  )
  const found = templates.filter(({ name, language, components }) =>
    `${inWords(name)} ${name} ${language} ${components.map(({ text }) => text ?? '').join(' ')}`
      .toLowerCase()
      .includes(wanted.trim().toLowerCase()),
  )
  // Where there is room the likeliest one stands open at once: in the customer's language.
  const isWide = useWide('40rem')
  const chosen = templates.find(({ id }) => id === chosenId) ?? (isWide ? templates[0] : undefined)

  return (
    <Dialog open onClose={onClose} title={t('template.title')} kind="wide">
      <p className="pb-3 text-quiet">{t('template.opensNothing')}</p>
      {known.isPending && <p className="py-8 text-center text-quiet">{t('template.loading')}</p>}
      {known.isError && (
        <p className="flex items-center justify-center gap-3 py-8">
          {t('template.failed')} <Button onClick={() => void known.refetch()}>{t('act.retry')}</Button>
        </p>
      )}
      {known.data && templates.length === 0 && <NoTemplates home={home} row={row} />}
      {templates.length > 0 && (
        <div className="grid gap-5 sm:grid-cols-[15rem_minmax(0,1fr)]">
          <div className={`min-w-0 ${chosen ? 'max-sm:hidden' : ''}`}>
            <label className="flex h-9 items-center gap-2 rounded-md bg-sunken px-2.5 focus-within:outline-2 focus-within:outline-accent pointer-coarse:h-11">
              <Search aria-hidden className="size-4 shrink-0 text-quiet" />
              <input
                type="search"
                autoFocus
                aria-label={t('template.search')}
                placeholder={t('template.search')}
                value={wanted}
                onChange={(event) => setWanted(event.target.value)}
                className="w-full min-w-0 bg-transparent outline-none"
              />
            </label>
            <ul aria-label={t('template.list')} className="mt-2 grid gap-0.5">
              {found.map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    data-template={one.name}
                    aria-pressed={one.id === chosen?.id}
                    onClick={() => choose(one.id)}
                    className="w-full rounded-md px-2.5 py-2 text-start hover:bg-hover focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft"
                  >
                    <span className="block truncate font-medium">{inWords(one.name)}</span>
                    <span className="mt-1 flex gap-1">
                      <Chip look={speaks(one.language, row.language) ? 'accent' : 'plain'}>{one.language}</Chip>
                      <Chip>{categoryOf(one.category)}</Chip>
                    </span>
                  </button>
                </li>
              ))}
              {found.length === 0 && <li className="px-2.5 py-4 text-quiet">{t('template.noneFound')}</li>}
            </ul>
          </div>
          {chosen ? (
            <div className="min-w-0">
              <div className="flex items-center gap-1 pb-2 sm:hidden">
                <IconButton label={t('template.back')} tipSide="start" onClick={() => choose(undefined)}>
                  <ArrowLeft aria-hidden className="mirrored" />
                </IconButton>
                <span className="truncate font-medium">{inWords(chosen.name)}</span>
              </div>
              <TemplateForm key={chosen.id} template={chosen} {...props} />
            </div>
          ) : (
            <p className="grid place-content-center rounded-lg bg-sunken p-8 text-center text-quiet max-sm:hidden">
              {t('template.choose')}
            </p>
          )}
        </div>
      )}
    </Dialog>
  )
}

const speaks = (language: string, theirs: string | undefined) =>
  theirs !== undefined && language.toLowerCase().split(/[_-]/)[0] === theirs.toLowerCase().split(/[_-]/)[0]

/** `order_delayed` is a name for programs. */
const inWords = (name: string) => {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const categoryOf = (category: string) =>
  category === 'MARKETING' || category === 'UTILITY' || category === 'AUTHENTICATION'
    ? t(`template.category.${category}`)
    : category

function Chip({ look = 'plain', children }: { readonly look?: 'plain' | 'accent'; readonly children: string }) {
  const looks = { plain: 'bg-sunken text-quiet', accent: 'bg-accent-soft text-accent' }
  return <span className={`rounded-sm px-1.5 text-small ${looks[look]}`}>{children}</span>
}

import { useQuery } from '@tanstack/react-query'
import type { DeskHome } from '../../../src/http/wire.ts'
import { useLater } from '../parts/later.ts'
import { useWide } from '../parts/wide.ts'
import { templatesQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { TemplateDetail } from './detail.tsx'
import { TemplateEditor } from './editor.tsx'
import { fits, useTemplatePlace } from './filters.ts'
import { TemplateList, TemplatesHead } from './template-list.tsx'

const NEW = 'new'
const EDIT = 'edit-'

/** Who may change what Meta has: those who work on all lines, for an account belongs to several. */
export const mayManage = ({ actor: { role, lines } }: DeskHome) => ['owner', 'admin'].includes(role) && lines === 'all'

/** What may be sent when 24 hours are over: how Meta looks at each, how customers will, and new ones. */
export default function Templates({ home, at: chosen }: { readonly home: DeskHome; readonly at: string | undefined }) {
  const { data, isError, refetch } = useQuery(templatesQuery)
  const { filters, addressOf, go } = useTemplatePlace()
  const isWide = useWide('48rem')
  const all = [...(data ?? [])].sort(
    (one, other) => one.name.localeCompare(other.name) || one.language.localeCompare(other.language),
  )
  const found = all.filter((one) => fits(one, filters))
  const edited = chosen?.startsWith(EDIT) ? all.find(({ id }) => id === chosen.slice(EDIT.length)) : undefined
  const list = addressOf()
  if (data && mayManage(home) && (chosen === NEW || edited))
    return (
      <TemplateEditor
        key={chosen}
        home={home}
        template={edited}
        onDone={(id) => go(id === undefined ? addressOf(edited?.id) : addressOf(id), true)}
      />
    )
  const open = all.find(({ id }) => id === chosen)
  const shown = open ?? (isWide ? found[0] : undefined)
  return (
    <section aria-labelledby="templates-title" className="scrolls min-w-0 flex-1 bg-ground">
      <div className="mx-auto max-w-240 p-6 max-md:p-4">
        {(isWide || !open) && <TemplatesHead home={home} all={all} onNew={() => go(addressOf(NEW))} />}
        {isError ? (
          <p role="alert" className="mt-8 text-quiet">
            {t('panel.failed')}{' '}
            <button type="button" className="font-medium text-accent underline" onClick={() => void refetch()}>
              {t('act.retry')}
            </button>
          </p>
        ) : !data ? (
          <Skeleton />
        ) : all.length === 0 ? (
          <p className="mt-8 rounded-lg bg-sunken p-8 text-center text-quiet">{t('templates.none')}</p>
        ) : (
          <div className="grid items-start gap-6 md:mt-4 md:grid-cols-[minmax(0,1fr)_22rem]">
            {(isWide || !open) && <TemplateList found={found} all={all} shown={shown} chosen={open?.id} />}
            {shown && (
              <TemplateDetail
                key={shown.id}
                home={home}
                template={shown}
                back={isWide ? undefined : list}
                onEdit={() => go(addressOf(`${EDIT}${shown.id}`))}
                onGone={() => go(list, true)}
              />
            )}
          </div>
        )}
      </div>
    </section>
  )
}

function Skeleton() {
  if (!useLater(150)) return null
  return (
    <ul aria-hidden className="mt-6 grid max-w-160 gap-4">
      {['a', 'b', 'c', 'd'].map((one) => (
        <li key={one} className="h-14 rounded-lg bg-sunken" />
      ))}
    </ul>
  )
}

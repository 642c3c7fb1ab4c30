import { ListFilter, Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { useOnDemand } from '../parts/on-demand.tsx'
import { useCommand } from '../shell/commands.ts'
import type { View } from '../shell/desk.tsx'
import { shown } from '../shell/keys.ts'
import { PersonMenu } from '../shell/person-menu.tsx'
import { type Filters, useFilters, useGo } from '../shell/place.ts'
import { t } from '../words/t.ts'
import { filterWords } from './filter-words.ts'

const fetchMenu = () => import('./filter-menu.tsx')
const SETTLES_MS = 180

interface BarProps {
  readonly home: DeskHome
  readonly view: View
  readonly chosen: string | undefined
}

/** Above a list: what is searched for, and what it is narrowed to. All of it stands in the address. */
export function FilterBar({ home, view, chosen }: BarProps) {
  const filters = useFilters()
  const { filter } = useGo()
  const set = (change: Filters) => filter({ view, conversation: chosen }, { ...filters, ...change })
  const chips = filterWords(home, filters)
  // What one looks at has the first heading: beside a conversation that is its customer.
  const Title = chosen ? 'h2' : 'h1'
  const menu = useOnDemand(fetchMenu)
  const trigger = (
    <IconButton label={t('list.filter')} tipSide="start" {...menu.button}>
      <ListFilter aria-hidden />
    </IconButton>
  )
  return (
    <div className="border-b border-line px-4 pt-3 pb-2.5">
      <div className="flex items-center gap-1">
        <Title className="text-lead font-semibold">{t(`view.${view}`)}</Title>
        <span className="ms-auto">{menu.draw(trigger, { home, filters, onChange: set })}</span>
        <span className="md:hidden">
          <PersonMenu home={home} />
        </span>
      </div>
      <SearchField value={filters.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      {chips.length > 0 && (
        <ul aria-label={t('list.filters')} className="mt-2 flex flex-wrap gap-1.5">
          {chips.map(({ name, text }) => (
            <li key={name}>
              <button
                type="button"
                aria-label={t('list.drop', { filter: text })}
                onClick={() => set({ [name]: undefined })}
                className="inline-flex h-6 items-center gap-1 rounded-sm bg-accent-soft px-2 text-small font-medium text-accent hover:brightness-95 pointer-coarse:h-9"
              >
                <bdi>{text}</bdi>
                <X aria-hidden className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What is typed is searched for as soon as somebody pauses; Escape leaves, and a second one clears. */
function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (q: string) => void }) {
  const [text, setText] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const told = useRef(value)
  useCommand('search', () => field.current?.select())
  // Somebody went back, or cleared the filters.
  if (value !== told.current) {
    told.current = value
    if (value !== text.trim()) setText(value)
  }
  const latest = useRef(onChange)
  latest.current = onChange
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text.trim() === told.current) return
      told.current = text.trim()
      latest.current(text.trim())
    }, SETTLES_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <label className="relative mt-1.5 block">
      <span className="sr-only">{t('command.search')}</span>
      <Search
        aria-hidden
        className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-quiet"
      />
      <input
        ref={field}
        type="search"
        dir="auto"
        value={text}
        placeholder={t('list.search')}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => {
          if (key !== 'Escape') return
          if (text) setText('')
          else field.current?.blur()
        }}
        className="peer h-8 w-full rounded-md bg-sunken ps-8.5 pe-8 placeholder:text-quiet focus:bg-surface focus:outline-2 focus:outline-offset-0 focus:outline-accent max-md:h-11 max-md:text-lead [&::-webkit-search-cancel-button]:hidden"
      />
      <kbd
        aria-hidden
        className="absolute end-2.5 top-1/2 -translate-y-1/2 font-sans text-small text-quiet peer-focus:hidden max-md:hidden"
      >
        {shown('search')}
      </kbd>
    </label>
  )
}

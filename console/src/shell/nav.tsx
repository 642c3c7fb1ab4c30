import { Inbox, LayoutTemplate, Megaphone, Users } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import type { DeskHome } from '../../../src/http/wire.ts'
import { AgentGlyph, type Icon, TeammateGlyph, WaitingGlyph } from '../parts/glyphs.tsx'
import { Count, Wordmark } from '../parts/marks.tsx'
import { t } from '../words/t.ts'
import { type CommandId, useCommand } from './commands.ts'
import { type Page, VIEWS, type View } from './desk.tsx'
import { shown } from './keys.ts'
import { PersonMenu } from './person-menu.tsx'
import { useGo } from './place.ts'

const ICONS = { waiting: WaitingGlyph, mine: TeammateGlyph, team: Users, agent: AgentGlyph, all: Inbox }

/** The views, with how much is in them; along the foot on phones, where a thread takes their place. */
export function Nav({ home, here }: { readonly home: DeskHome; readonly here: View | Page }) {
  const [, go] = useLocation()
  useCommand('campaigns', () => go('/campaigns'))
  return (
    <header className="flex min-h-0 bg-sunken max-md:order-last max-md:border-t max-md:border-line max-md:pb-[env(safe-area-inset-bottom)] max-md:group-data-[open=thread]/desk:hidden md:w-14 md:flex-col md:border-e md:border-line md:p-2 lg:w-[min(12rem,16vw)]">
      <div className="hidden h-10 items-center px-1.5 md:flex">
        <span className="lg:hidden">
          <Wordmark small />
        </span>
        <span className="hidden lg:inline">
          <Wordmark />
        </span>
      </div>
      <nav aria-label={t('nav.views')} className="flex min-w-0 flex-1 md:mt-4 md:flex-none md:flex-col">
        <ul className="flex w-full justify-around md:flex-col md:gap-0.5">
          {VIEWS.map((one) => (
            <ViewLink key={one} view={one} count={home.counts[one]} isHere={one === here} />
          ))}
        </ul>
        <ul className="mt-4 flex flex-col gap-0.5 max-md:hidden">
          <PageLink page="templates" Icon={LayoutTemplate} isHere={here === 'templates'} />
          <PageLink page="campaigns" Icon={Megaphone} isHere={here === 'campaigns'} keys={shown('campaigns')} />
        </ul>
      </nav>
      <div className="max-md:hidden md:mt-auto">
        <PersonMenu home={home} />
      </div>
    </header>
  )
}

function ViewLink({ view, count, isHere }: { readonly view: View; readonly count: number; readonly isHere: boolean }) {
  const { addressOf, go } = useGo()
  useCommand(view satisfies CommandId, () => go({ view, conversation: undefined }))
  const Icon = ICONS[view]
  return (
    <li className="min-w-0 flex-1 md:flex-none">
      <Link
        href={addressOf({ view, conversation: undefined })}
        aria-current={isHere ? 'page' : undefined}
        data-tip={`${t(`view.${view}`)}  ${shown(view)}`}
        data-tip-side="none"
        className="group/link relative flex items-center gap-2.5 rounded-md font-medium text-quiet hover:text-ink aria-[current=page]:text-ink max-md:h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-small md:h-9 md:px-2.5 md:hover:bg-hover md:aria-[current=page]:bg-pressed lg:after:hidden md:max-lg:justify-center"
      >
        <Icon aria-hidden className="size-4.5 shrink-0" />
        <span className="truncate md:max-lg:sr-only">{t(`view.${view}`)}</span>
        <span className="max-lg:absolute max-lg:start-1/2 max-lg:top-0.5 max-lg:ms-1 max-lg:scale-90 lg:ms-auto">
          {view === 'waiting' ? (
            <Count value={count} look="wait" />
          ) : (
            <span className="max-lg:hidden">
              <Count value={count} />
            </span>
          )}
        </span>
      </Link>
    </li>
  )
}

/** What is no list of conversations; phones have it in the menu of the person. */
const PageLink = ({
  page,
  Icon,
  isHere,
  keys = '',
}: {
  readonly page: Page
  readonly Icon: Icon
  readonly isHere: boolean
  readonly keys?: string
}) => (
  <li>
    <Link
      href={`/${page}`}
      aria-current={isHere ? 'page' : undefined}
      data-tip={`${t(`view.${page}`)}  ${keys}`.trim()}
      data-tip-side="none"
      className="flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-quiet hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:text-ink md:max-lg:justify-center lg:after:hidden"
    >
      <Icon aria-hidden className="size-4.5 shrink-0" />
      <span className="truncate md:max-lg:sr-only">{t(`view.${page}`)}</span>
    </Link>
  </li>
)

import { UserMinus } from 'lucide-react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { Face } from '../parts/marks.tsx'
import { useOnDemand } from '../parts/on-demand.tsx'
import { t } from '../words/t.ts'

const fetchMenu = () => import('./person-menu-open.tsx')

/** Oneself: theme, sound, keys, the way out. */
export function PersonMenu({ home }: { readonly home: DeskHome }) {
  const menu = useOnDemand(fetchMenu)
  const isAway = home.awaySince !== undefined
  const trigger = (
    <button
      type="button"
      {...menu.button}
      className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-start hover:bg-hover pointer-coarse:min-h-11"
    >
      <span className="relative">
        <Face name={home.actor.name} id={home.actor.id} size="sm" />
        {isAway && (
          <UserMinus
            aria-hidden
            className="absolute -end-1 -bottom-1 size-4 rounded-full bg-raised p-0.5 text-ink ring-1 ring-edge"
          />
        )}
      </span>
      <span className="min-w-0 max-lg:sr-only">
        <bdi className="block truncate font-medium">{home.actor.name}</bdi>
        <span className="block text-small text-quiet">{isAway ? t('duty.away') : t(`role.${home.actor.role}`)}</span>
      </span>
      <span className="sr-only">{t('person.menu')}</span>
    </button>
  )
  return menu.draw(trigger, { home })
}

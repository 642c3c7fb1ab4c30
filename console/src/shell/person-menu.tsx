import type { DeskHome } from '../../../src/http/wire.ts'
import { Face } from '../parts/marks.tsx'
import { useOnDemand } from '../parts/on-demand.tsx'
import { t } from '../words/t.ts'

const fetchMenu = () => import('./person-menu-open.tsx')

/** Oneself: theme, sound, keys, the way out. */
export function PersonMenu({ home }: { readonly home: DeskHome }) {
  const menu = useOnDemand(fetchMenu)
  const trigger = (
    <button
      type="button"
      {...menu.button}
      className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-start hover:bg-hover pointer-coarse:min-h-11"
    >
      <Face name={home.actor.name} id={home.actor.id} size="sm" />
      <span className="min-w-0 max-lg:sr-only">
        <bdi className="block truncate font-medium">{home.actor.name}</bdi>
        <span className="block text-small text-quiet">{t(`role.${home.actor.role}`)}</span>
      </span>
      <span className="sr-only">{t('person.menu')}</span>
    </button>
  )
  return menu.draw(trigger, { home })
}

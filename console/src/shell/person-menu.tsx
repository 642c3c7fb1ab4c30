import { lazy, Suspense, useState } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { Face } from '../parts/marks.tsx'
import { t } from '../words/t.ts'

const Open = lazy(() => import('./person-menu-open.tsx'))

/** Oneself: theme, sound, keys, the way out. What stands in it comes when it is first wanted. */
export function PersonMenu({ home }: { readonly home: DeskHome }) {
  const [wanted, setWanted] = useState(false)
  const trigger = (
    <button
      type="button"
      aria-label={t('person.menu', { name: home.actor.name })}
      className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-start hover:bg-hover pointer-coarse:min-h-11"
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
      onClick={() => setWanted(true)}
    >
      <Face name={home.actor.name} id={home.actor.id} size="sm" />
      <span className="min-w-0 max-lg:hidden">
        <bdi className="block truncate font-medium">{home.actor.name}</bdi>
        <span className="block text-small text-quiet">{t(`role.${home.actor.role}`)}</span>
      </span>
    </button>
  )
  if (!wanted) return trigger
  return (
    <Suspense fallback={trigger}>
      <Open home={home} trigger={trigger} />
    </Suspense>
  )
}

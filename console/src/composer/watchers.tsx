import type { Presence } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'

/** Who else is here, said only where it matters: two who write at once write past each other. */
export function Watchers({ others }: { readonly others: Presence['others'] }) {
  const first =
    others.find(({ doing }) => doing === 'writing') ?? others.find(({ doing }) => doing === 'noting') ?? others[0]
  return (
    <p role="status" className="flex min-w-0 items-center gap-2 px-1 text-small text-quiet empty:hidden">
      {first && (
        <>
          <span
            aria-hidden
            className={`size-1.5 shrink-0 rounded-full ${first.doing === 'viewing' ? 'bg-edge' : 'animate-[pulse-dot_1.4s_infinite] bg-accent'}`}
          />
          <span className="truncate">
            {t(`composer.other.${first.doing}`, { name: first.name, more: others.length - 1 })}
          </span>
        </>
      )}
    </p>
  )
}

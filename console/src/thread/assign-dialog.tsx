import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Face } from '../parts/marks.tsx'
import { t } from '../words/t.ts'
import type { Handover } from './handover.ts'

interface AssignProps {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly handover: Handover
  readonly onClose: () => void
}

/** Gives a conversation to one of those who may answer on its line. */
export default function AssignDialog({ home, row, handover, onClose }: AssignProps) {
  const those = home.teammates.filter(
    ({ role, lines }) => role !== 'viewer' && (lines === 'all' || lines.includes(row.line)),
  )
  return (
    <Dialog open onClose={onClose} title={t('assign.title')}>
      <ul className="-mx-2 grid gap-0.5">
        {those.map(({ id, name, role, awaySince }) => {
          const hasIt = row.teammate?.id === id
          return (
            <li key={id}>
              <button
                type="button"
                disabled={hasIt || handover.busy}
                className="flex w-full items-center gap-3 rounded-md p-2 text-start hover:bg-hover disabled:opacity-70 pointer-coarse:min-h-11"
                onClick={async () => {
                  if (await handover.assign({ id, name })) onClose()
                }}
              >
                <Face name={name} id={id} size="sm" />
                <bdi className="min-w-0 truncate font-medium">{name}</bdi>
                {id === home.actor.id && <span className="text-quiet">{t('owner.you')}</span>}
                <span className="ms-auto text-small text-quiet">
                  {hasIt ? t('assign.hasIt') : awaySince === undefined ? t(`role.${role}`) : t('duty.away')}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}

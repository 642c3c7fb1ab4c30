import { Clock, Moon } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { DeskHome, DeskLine } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Face } from '../parts/marks.tsx'
import { serverNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { moment } from '../words/times.ts'
import { mayBeAway, nobodyInWords, renewHome, setAway } from './duty.ts'

/** Who of the team is there, which lines are open, and the one switch: oneself. */
export default function DutyDialog({ home, onClose }: { readonly home: DeskHome; readonly onClose: () => void }) {
  useEffect(() => void renewHome(), [])
  const { actor, lines, teammates, awaySince } = home
  const isAway = awaySince !== undefined
  return (
    <Dialog open onClose={onClose} title={t('command.duty')}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {mayBeAway(home) && (
          <div className="grid justify-items-start gap-2">
            <p className="text-quiet">{t(isAway ? 'duty.youAway' : 'duty.youHere')}</p>
            <Button onClick={() => void setAway(!isAway)}>{t(isAway ? 'duty.comeBack' : 'duty.leave')}</Button>
          </div>
        )}
        <Part title={t('duty.lines')}>
          {lines.map((line) => (
            <Line key={line.name} line={line} />
          ))}
        </Part>
        <Part title={t('duty.people')}>
          {teammates
            .filter(({ role }) => role !== 'viewer')
            .map(({ id, name, awaySince: since }) => (
              <li key={id} data-teammate={id} className="flex min-h-9 items-center gap-3">
                <Face name={name} id={id} size="sm" />
                <bdi className="min-w-0 truncate font-medium">{name}</bdi>
                {id === actor.id && <span className="text-quiet">{t('owner.you')}</span>}
                <State isQuiet={since !== undefined}>
                  {since === undefined ? t('duty.here') : t('duty.awaySince', { since: moment(since, serverNow()) })}
                </State>
              </li>
            ))}
        </Part>
      </div>
    </Dialog>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h3 className="mb-1 text-small font-medium text-quiet">{title}</h3>
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">{children}</ul>
  </section>
)

function Line({ line }: { readonly line: DeskLine }) {
  const nobody = nobodyInWords(line)
  return (
    <li data-line={line.name} className="flex min-h-9 flex-wrap items-center gap-x-3">
      <bdi className="min-w-0 font-medium wrap-anywhere">{line.displayName}</bdi>
      <State
        isQuiet={nobody !== undefined}
        icon={line.nobody?.because === 'closed' ? <Clock aria-hidden /> : undefined}
      >
        {nobody ?? t(line.hours ? 'duty.open' : 'duty.alwaysOpen')}
      </State>
      {nobody && (
        <p className="w-full pb-1 text-small text-quiet">{t(line.nobody?.cover ? 'duty.cover' : 'duty.noCover')}</p>
      )}
    </li>
  )
}

const State = ({
  isQuiet,
  icon = <Moon aria-hidden />,
  children,
}: {
  readonly isQuiet: boolean
  readonly icon?: ReactNode
  readonly children: ReactNode
}) => (
  <span
    className={`ms-auto inline-flex shrink-0 items-center gap-1 text-small [&>svg]:size-3.5 ${isQuiet ? 'text-quiet' : 'font-medium'}`}
  >
    {isQuiet && icon}
    {children}
  </span>
)

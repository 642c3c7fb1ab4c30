import { ArrowRightLeft, Hourglass, MailOpen, UserRoundPlus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { give } from '../shell/commands.ts'
import { shown } from '../shell/keys.ts'
import { t } from '../words/t.ts'
import type { Handover } from './handover.ts'

interface HeaderMenuProps {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly handover: Handover
  readonly onRelease: () => void
  readonly onAssign: () => void
}

export default function HeaderMenu({ home, row, trigger, handover, onRelease, onAssign }: HeaderMenuProps) {
  const mayAssign = ['owner', 'admin', 'supervisor'].includes(home.actor.role)
  const mayWork = home.actor.role !== 'viewer'
  return (
    <Menu trigger={trigger}>
      {mayAssign && (
        <MenuItem onClick={onAssign} shortcut={shown('assign')}>
          <UserRoundPlus aria-hidden />
          {t('header.assign')}
        </MenuItem>
      )}
      {mayWork && row.owner === 'teammate' && (
        <MenuItem onClick={() => void handover.putBack()}>
          <Hourglass aria-hidden />
          {t('header.putBack')}
        </MenuItem>
      )}
      {mayWork && row.owner !== 'agent' && (
        <MenuItem onClick={onRelease} shortcut={shown('release')}>
          <ArrowRightLeft aria-hidden />
          {t('command.release')}
        </MenuItem>
      )}
      <MenuItem onClick={() => give('unread')} shortcut={shown('unread')}>
        <MailOpen aria-hidden />
        {t('command.unread')}
      </MenuItem>
    </Menu>
  )
}

import { ArrowRightLeft, MailOpen, UserRoundPlus } from 'lucide-react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { WaitingGlyph } from '../parts/glyphs.tsx'
import { Menu, MenuItem } from '../parts/menu.tsx'
import type { OnDemandMenu } from '../parts/on-demand.tsx'
import { give } from '../shell/commands.ts'
import { shown } from '../shell/keys.ts'
import { t } from '../words/t.ts'
import type { Handover } from './handover.ts'

interface HeaderMenuProps extends OnDemandMenu {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly handover: Handover
  readonly onRelease: () => void
  readonly onAssign: () => void
}

export default function HeaderMenu({ home, row, handover, onRelease, onAssign, ...menu }: HeaderMenuProps) {
  const mayAssign = ['owner', 'admin', 'supervisor'].includes(home.actor.role)
  const mayWork = home.actor.role !== 'viewer'
  return (
    <Menu {...menu}>
      {mayAssign && (
        <MenuItem onClick={onAssign} shortcut={shown('assign')}>
          <UserRoundPlus aria-hidden />
          {t('header.assign')}
        </MenuItem>
      )}
      {mayWork && row.owner === 'teammate' && (
        <MenuItem onClick={() => void handover.putBack()}>
          <WaitingGlyph />
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

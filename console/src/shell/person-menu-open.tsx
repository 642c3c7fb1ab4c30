import {
  Keyboard,
  LayoutTemplate,
  LogOut,
  Megaphone,
  MonitorSmartphone,
  Moon,
  Smartphone,
  Sun,
  UserCheck,
  UserMinus,
  Users,
  Volume2,
  VolumeX,
} from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { DeskHome } from '../../../src/http/wire.ts'
import { Menu, MenuItem, MenuLine } from '../parts/menu.tsx'
import type { OnDemandMenu } from '../parts/on-demand.tsx'
import { remove } from '../wire/ask.ts'
import { t } from '../words/t.ts'
import { chime, isSoundOn, setSound } from './chime.ts'
import { give } from './commands.ts'
import { mayBeAway } from './duty.ts'
import { shown } from './keys.ts'
import { currentTheme, setTheme } from './theme.ts'

const THEMES = { system: MonitorSmartphone, light: Sun, dark: Moon } as const

interface PersonMenuProps extends OnDemandMenu {
  readonly home: DeskHome
}

export default function PersonMenuOpen({ home, ...menu }: PersonMenuProps) {
  const [, go] = useLocation()
  const [sound, hear] = useState(isSoundOn)
  const [theme, paint] = useState(currentTheme)
  const isAway = home.awaySince !== undefined
  return (
    <Menu {...menu} align="start" side="top">
      {(Object.keys(THEMES) as (keyof typeof THEMES)[]).map((one) => {
        const Icon = THEMES[one]
        return (
          <MenuItem
            key={one}
            shortcut={one === theme ? '✓' : undefined}
            onClick={() => {
              setTheme(one)
              paint(one)
            }}
          >
            <Icon aria-hidden />
            {t(`theme.${one}`)}
          </MenuItem>
        )
      })}
      <MenuLine />
      {mayBeAway(home) && (
        <MenuItem onClick={() => give('away')} shortcut={shown('away')}>
          {isAway ? <UserCheck aria-hidden /> : <UserMinus aria-hidden />}
          {t(isAway ? 'duty.comeBack' : 'duty.leave')}
        </MenuItem>
      )}
      <MenuItem onClick={() => give('duty')} shortcut={shown('duty')}>
        <Users aria-hidden />
        {t('command.duty')}
      </MenuItem>
      <MenuLine />
      <MenuItem
        onClick={() => {
          setSound(!sound)
          hear(!sound)
          chime()
        }}
      >
        {sound ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
        {sound ? t('person.soundOn') : t('person.soundOff')}
      </MenuItem>
      <MenuItem onClick={() => go('/templates')}>
        <LayoutTemplate aria-hidden />
        {t('view.templates')}
      </MenuItem>
      <MenuItem onClick={() => give('campaigns')} shortcut={shown('campaigns')}>
        <Megaphone aria-hidden />
        {t('view.campaigns')}
      </MenuItem>
      <MenuItem onClick={() => give('help')} shortcut={shown('help')}>
        <Keyboard aria-hidden />
        {t('command.help')}
      </MenuItem>
      {home.phone && (
        <MenuItem onClick={() => window.open(home.phone, '_blank', 'noopener')}>
          <Smartphone aria-hidden />
          {t('person.phone')}
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem
        onClick={() => {
          void remove('/api/session').finally(() => window.location.assign('/desk/sign-in'))
        }}
      >
        <LogOut aria-hidden />
        {t('person.out')}
      </MenuItem>
    </Menu>
  )
}

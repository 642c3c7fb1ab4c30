import { type DeskHome, WINDOW_STATES } from '../../../src/http/wire.ts'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../parts/menu.tsx'
import type { OnDemandMenu } from '../parts/on-demand.tsx'
import type { Filters } from '../shell/place.ts'
import { t } from '../words/t.ts'
import { LANGUAGES, languageName, REASONS } from './filter-words.ts'

interface FilterMenuProps extends OnDemandMenu {
  readonly home: DeskHome
  readonly filters: Filters
  readonly onChange: (change: Filters) => void
}

export default function FilterMenu({ home, filters, onChange, ...menu }: FilterMenuProps) {
  const item = <Name extends keyof Filters>(name: Name, value: Filters[Name] & string, text: string) => {
    const isChosen = filters[name] === value
    return (
      <MenuItem
        key={`${name} ${value}`}
        shortcut={isChosen ? '✓' : undefined}
        onClick={() => onChange({ [name]: isChosen ? undefined : value })}
      >
        <bdi>{text}</bdi>
      </MenuItem>
    )
  }
  return (
    <Menu {...menu}>
      {home.lines.length > 1 && (
        <>
          <MenuLabel>{t('list.byLine')}</MenuLabel>
          {home.lines.map(({ name, displayName }) => item('line', name, displayName))}
          <MenuLine />
        </>
      )}
      <MenuLabel>{t('list.byWindow')}</MenuLabel>
      {WINDOW_STATES.map((state) => item('window', state, t(`window.${state}`)))}
      <MenuLine />
      <MenuLabel>{t('list.byReason')}</MenuLabel>
      {REASONS.map((reason) => item('reason', reason, t(`reason.${reason}`)))}
      <MenuLine />
      <MenuLabel>{t('list.byLanguage')}</MenuLabel>
      {LANGUAGES.map((code) => item('language', code, languageName(code)))}
    </Menu>
  )
}

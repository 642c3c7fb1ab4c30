import { t } from '../words/t.ts'
import type { Blank } from './template-shape.ts'

/** What a template leaves open, as people are asked for it. */
export function labelOf({ part, name }: Blank): string {
  if (part === 'place') return t(`template.place.${name as 'name'}`)
  if (part === 'button') return t('template.button', { title: name })
  const shown = /^\d+$/.test(name) ? `{{${name}}}` : name.replaceAll('_', ' ')
  return part === 'header' ? t('template.inHeader', { name: shown }) : t('template.inBody', { name: shown })
}

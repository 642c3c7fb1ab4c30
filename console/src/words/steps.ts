import type { HandoffStep } from '../../../src/http/wire.ts'
import { english } from './english.ts'
import { t, type Word } from './t.ts'

/** How a conversation changed hands, in a sentence, with where from if that was not the desk. */
export function stepInWords({
  kind,
  by,
  about,
  source,
}: Pick<HandoffStep, 'kind' | 'by' | 'about' | 'source'>): string {
  const values = { by: by?.name ?? t('owner.somebody'), about: about ?? '' }
  const where = placeOf(source)
  switch (kind) {
    case 'opened':
      return openedBecause(about)
    case 'alerted':
      return t('step.alerted')
    case 'noted':
      return t('step.noted', values)
    case 'escalated':
      return about ? t('event.escalated', values) : t('event.calledAgain')
    case 'release':
      return t(about ? 'event.releasedWith' : 'event.release', values) + where
    default:
      return t(`event.${kind}` as Word, values) + where
  }
}

function openedBecause(reason: string | undefined): string {
  const word = `handed.${reason}`
  return word in english ? t('event.opened', { reason: t(word as Word) }) : t('event.handedOff')
}

function placeOf(source: HandoffStep['source']): string {
  if (source === 'slack' || source === 'phone' || source === 'api') return ` ${t(`event.source.${source}`)}`
  return source === 'command line' ? ` ${t('event.source.line')}` : ''
}

import type { ThreadEntry } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'

/** Who wrote a message, as it is called here. */
export function whoOf(
  { author, writer, campaign }: Pick<ThreadEntry, 'author' | 'writer' | 'campaign'>,
  me: string,
  customer: string,
): string {
  switch (author) {
    case 'customer':
      return customer
    case 'agent':
      return t('owner.agent')
    case 'teammate':
      return writer?.id === me ? t('owner.you') : (writer?.name ?? t('owner.somebody'))
    case 'system':
      return campaign ? t('who.campaign', { name: campaign.name }) : t('who.system')
  }
}

/** Of what has things to tap only the words above them, of a file those below it. */
export function excerptOf({ content, text }: Pick<ThreadEntry, 'content' | 'text'>): string {
  const { body, caption } = (content ?? {}) as { readonly body?: unknown; readonly caption?: unknown }
  if (typeof body === 'string') return body
  return typeof caption === 'string' ? caption : text
}

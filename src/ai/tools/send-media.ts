import { z } from 'zod'
import type { Outbound } from '../../domain/outbound.ts'
import { ToolFailure } from './offer.ts'
import { ready, say } from './ready-tool.ts'

export const sendMedia = ready({
  description:
    'Sends the customer a picture, film, sound or document from a web address that anybody may open. Never make an address up.',
  parameters: z.object({
    kind: z.enum(['image', 'video', 'document', 'audio']),
    link: z.string().describe('https://...'),
    caption: z.string().optional().describe('Words below it; sounds have none.'),
    filename: z.string().optional().describe('Of a document: what the customer sees and saves it as.'),
  }),
  run: ({ kind, link, caption, filename }, binding) => {
    if (URL.parse(link)?.protocol !== 'https:') throw new ToolFailure('link must begin with https://')
    return say(binding, {
      kind,
      media: { link },
      ...(caption && kind !== 'audio' && { caption }),
      ...(filename && kind === 'document' && { filename }),
    } as Outbound)
  },
})

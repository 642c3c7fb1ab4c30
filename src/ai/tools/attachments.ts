import { z } from 'zod'
import { ToolFailure } from './offer.ts'
import { ready } from './ready-tool.ts'

export const listAttachments = ready({
  description: 'Lists the files that the customer has sent lately, the newest first.',
  parameters: z.object({}),
  run: async (_, { turn }) =>
    (await turn.bound.attachments()).map(({ kind, medium, at }, index) => ({
      which: index + 1,
      kind: medium.voice ? 'voice note' : kind,
      type: medium.mime,
      ...(medium.filename && { filename: medium.filename }),
      sent: new Date(at).toISOString(),
    })),
})

/** `get_media` and `analyze_attachment`. */
export const lookAtAttachment = ready({
  description:
    'Looks at a file that the customer has sent in this conversation, also some days ago, and answers a question about it.',
  parameters: z.object({
    which: z.int().min(1).default(1).describe('1 is the newest file, 2 the one before.'),
    question: z.string().min(1).default('What does it show or say?').describe('What you want to know about it.'),
  }),
  run: async ({ which, question }, { turn, look }) => {
    const attachments = await turn.bound.attachments()
    const attachment = attachments[which - 1]
    if (!attachment) throw new ToolFailure(`there is no such file: the customer has sent ${attachments.length} lately`)
    const file = await turn.bound.file(attachment.medium)
    if (file.kind === 'failed')
      throw new ToolFailure(`the file cannot be looked at (${file.because}): ask for it again`)
    return { kind: attachment.kind, answer: await look(file, question) }
  },
})

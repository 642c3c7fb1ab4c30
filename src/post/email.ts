import { createTransport } from 'nodemailer'
import type { PostOutcome } from '../flows/post.ts'
import type { KeptPost } from '../flows/store.ts'
import { refused, sent } from './request.ts'

export interface Smtp {
  /** `smtps://user:password@mail.acme.com` */
  readonly url: string
  readonly from: string
}

const CONNECT_TIMEOUT_MS = 10_000
const ANSWER_TIMEOUT_MS = 30_000
const LONGEST_SUBJECT = 200

/** Over the mail server of the business. The same message may leave twice, then with the same Message-ID. */
export function createMailer({ url, from }: Smtp): (target: { email: string }, post: KeptPost) => Promise<PostOutcome> {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    // Texts are written by models: none of them may pull in a file of this machine.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'wabaton'

  return async ({ email }, { id, subject, text }) => {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: email },
        subject: inOneLine(subject ?? 'A message from Wabaton'),
        text,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      return sent
    } catch (error) {
      const { responseCode = 0, message } = error as { responseCode?: number; message: string }
      // Codes of SMTP: from 500 on it is for good.
      return responseCode >= 500 ? refused(message) : { kind: 'retry', reason: message }
    }
  }
}

/** Line breaks would begin headers of their own. */
const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_SUBJECT)

import type { Actor } from '../domain/access.ts'
import type { ShownRecipient } from '../flows/campaign-store.ts'

export const REPORT_HEAD = 'row,phone,name,standing,reason,code,due_at,released_at,conversation\n'

/** What became of each recipient, a table written page by page: nobody holds all of it. */
export function reportRows(
  pages: (after: string | undefined) => Promise<readonly ShownRecipient[]>,
  actorNow: () => Promise<Actor | undefined>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: string | undefined
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(REPORT_HEAD)),
    async pull(stream) {
      const recipients = (await actorNow()) ? await pages(after) : []
      if (recipients.length === 0) return stream.close()
      after = recipients.at(-1)!.id
      stream.enqueue(encoder.encode(recipients.map(reportLine).join('')))
    },
  })
}

export function reportLine(recipient: ShownRecipient): string {
  const { row, phone, name, standing, reason, code, dueAt, releasedAt, conversation } = recipient
  const cells = [row, phone && `+${phone}`, word(name), standing, word(reason), code, iso(dueAt), iso(releasedAt)]
  return `${[...cells, conversation].map(written).join(',')}\n`
}

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

/** A spreadsheet calculates what begins like this; people choose their own names. */
const word = (text: string | undefined) => (text !== undefined && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

function written(cell: string | number | undefined): string {
  const text = String(cell ?? '')
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

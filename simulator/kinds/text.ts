import type { MessageKind } from '../message-kind.ts'

const LONGEST_BODY = 4096

export const text: MessageKind = {
  type: 'text',
  refuse(content) {
    if (typeof content !== 'object' || content === null) {
      return { code: 100, message: '(#100) The parameter text is required.' }
    }
    const { body } = content as { body?: unknown }
    if (body === undefined) return { code: 100, message: '(#100) The parameter text["body"] is required.' }
    if (typeof body !== 'string') return { code: 100, message: "(#100) Param text['body'] must be a string." }
    if (body.trim() === '') return { code: 131009, details: 'Text body must not be empty.' }
    // The limit is in characters: an emoji of two UTF-16 units counts as one.
    if (body.length > LONGEST_BODY && [...body].length > LONGEST_BODY) {
      return { code: 100, message: `(#100) Param text['body'] must be at most ${LONGEST_BODY} characters long.` }
    }
    return undefined
  },
  show: (content) => String(content.body),
}

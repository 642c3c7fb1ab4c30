import type { MessageKind } from '../message-kind.ts'
import { longerThan, Refused } from '../parameter.ts'

const LONGEST_BODY = 4096

/** Older than the other kinds: Meta complains of its parameters with code 100. */
export const text: MessageKind = {
  type: 'text',
  read({ value }) {
    if (typeof value !== 'object' || value === null) throw invalid('The parameter text is required.')
    const { body } = value as { body?: unknown }
    if (body === undefined) throw invalid('The parameter text["body"] is required.')
    if (typeof body !== 'string') throw invalid("Param text['body'] must be a string.")
    if (body.trim() === '') throw new Refused({ code: 131009, details: 'Text body must not be empty.' })
    if (longerThan(body, LONGEST_BODY)) {
      throw invalid(`Param text['body'] must be at most ${LONGEST_BODY} characters long.`)
    }
    return { text: body }
  },
}

const invalid = (why: string) => new Refused({ code: 100, message: `(#100) ${why}` })

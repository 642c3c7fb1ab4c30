import type { MessageKind } from '../message-kind.ts'
import { threadOf } from '../person.ts'

const WITHIN_DAYS = 30
const WITHIN_MS = WITHIN_DAYS * 24 * 60 * 60 * 1000
const ONE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v

export const reaction: MessageKind = {
  type: 'reaction',
  read(content, { now, line, person, quotes }) {
    content.fields()
    const target = content.at('message_id')
    const wamid = target.text()
    const emoji = content.at('emoji')
    if (!emoji.given) emoji.missing()
    // An empty one takes the reaction back.
    if (emoji.value !== '' && !ONE_EMOJI.test(emoji.text())) emoji.wrong('must be one emoji')
    if (quotes) content.wrong('must not be sent with a context')
    const known = person && threadOf(person, line).entries.find((entry) => entry.wamid === wamid)
    if (!known) return target.wrong('is not the id of a message in this conversation')
    if (known.type === 'reaction') target.wrong('is itself a reaction')
    if (now - known.at > WITHIN_MS) target.wrong(`is older than ${WITHIN_DAYS} days`)
    return { text: String(emoji.value), reaction: { wamid, emoji: String(emoji.value) } }
  },
}

import type { PhoneMessage } from '../speech.ts'
import { type Actions, findHandset, flag, given, messageIn, text } from './body.ts'

/** What a customer does on the phone, at one line. */
export const MESSAGE_ACTIONS = {
  say({ simulator }, body) {
    const { text: _, ...common } = messageIn(body)
    return { wamid: findHandset(simulator, body).says(text(body, 'text'), common) }
  },
  /** Anything a phone sends, by its `type`; files in base64. */
  send({ simulator }, body) {
    text(body, 'type')
    return { wamid: findHandset(simulator, body).sends(messageIn(body) as unknown as PhoneMessage) }
  },
  tap({ simulator }, body) {
    const withoutContext = body.withoutContext !== undefined && { withoutContext: flag(body, 'withoutContext') }
    const options = { ...given(body, 'bubble'), ...withoutContext }
    return { wamid: findHandset(simulator, body).taps(text(body, 'button'), options) }
  },
  react({ simulator }, body) {
    // None, or an empty one, takes the reaction back.
    const emoji = typeof body.emoji === 'string' ? body.emoji : undefined
    return { wamid: findHandset(simulator, body).reacts(emoji, given(body, 'to')) }
  },
  edit({ simulator }, body) {
    return { wamid: findHandset(simulator, body).edits(text(body, 'text'), given(body, 'message')) }
  },
  delete({ simulator }, body) {
    return { wamid: findHandset(simulator, body).deletes(given(body, 'message').message) }
  },
  read({ simulator }, body) {
    findHandset(simulator, body).reads()
    return { success: true }
  },
  play({ simulator }, body) {
    findHandset(simulator, body).plays(given(body, 'bubble').bubble)
    return { success: true }
  },
} satisfies Actions

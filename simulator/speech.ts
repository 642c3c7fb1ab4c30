import { callPermission, flow } from './speech/answers.ts'
import { contacts } from './speech/contacts.ts'
import { edit, revoke } from './speech/edit.ts'
import { location } from './speech/location.ts'
import { audio, document, image, sticker, video } from './speech/media.ts'
import { order } from './speech/order.ts'
import { reaction } from './speech/reaction.ts'
import { type Common, commonFields, type Phone, type Speech } from './speech/speech.ts'
import { tap } from './speech/tap.ts'
import { text } from './speech/text.ts'
import { errorsOnly, requestWelcome, unsupported } from './speech/unsupported.ts'

/** Everything a phone can send, by its `type`. One file in `speech/` each. */
const COMPOSERS = {
  text,
  image,
  video,
  audio,
  document,
  sticker,
  location,
  contacts,
  tap,
  flow,
  call_permission: callPermission,
  reaction,
  order,
  edit,
  revoke,
  unsupported,
  errors: errorsOnly,
  request_welcome: requestWelcome,
}

type Composers = typeof COMPOSERS
export type PhoneMessageType = keyof Composers

/** What a customer sends, as plain data: `{ type: 'location', latitude: 36.7, longitude: -4.4 }`. */
export type PhoneMessage = {
  [Type in PhoneMessageType]: { type: Type } & Parameters<Composers[Type]>[0] & Common
}[PhoneMessageType]

/** What goes over the wire and stands on the phone; throws with the reason when a phone cannot send it. */
export function compose(message: PhoneMessage, phone: Phone): Speech {
  if (!Object.hasOwn(COMPOSERS, message.type)) {
    throw new Error(`A phone cannot send "${message.type}". It sends: ${Object.keys(COMPOSERS).join(', ')}.`)
  }
  const composer = COMPOSERS[message.type] as (message: PhoneMessage, phone: Phone) => Speech
  const speech = composer(message, phone)
  const fields = commonFields(message, phone)
  return {
    ...speech,
    more: { ...fields.more, ...speech.more },
    ...(fields.quoting !== undefined && { quoting: fields.quoting }),
    ...(message.groupId !== undefined && { opensWindow: false }),
  }
}

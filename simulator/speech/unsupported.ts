import type { Phone, Speech } from './speech.ts'

const SHOWN = {
  poll: '📊 a poll',
  view_once: '① a photo to view once',
  live_location: '📍 a live location',
  event: '📅 an event',
  edit: 'edits a message',
  revoke: 'deletes a message',
  button: 'taps a button',
  unavailable: 'a message that cannot be had',
  large_media: '🎬 a file of more than 100 MB',
}

export type UnsupportedKind = keyof typeof SHOWN

/** What a phone can send and the Cloud API cannot carry: the business is told that something was there. */
export function unsupported({ kind = 'poll' }: { kind?: UnsupportedKind }, phone: Phone): Speech {
  if (!Object.hasOwn(SHOWN, kind)) {
    throw new Error(`"${kind}" is no unsupported kind. They are: ${Object.keys(SHOWN).join(', ')}.`)
  }
  return notSupported(kind, phone)
}

export function notSupported(kind: UnsupportedKind, { old = false }: Partial<Phone> = {}): Speech {
  const speech = { content: undefined, text: SHOWN[kind] }
  if (old) {
    const error = {
      code: 130501,
      details: 'Message type is not currently supported',
      title: 'Unsupported message type',
    }
    return { ...speech, type: 'unknown', more: { errors: [error] } }
  }
  if (kind === 'unavailable') {
    return {
      ...speech,
      type: 'unsupported',
      more: { errors: [failure(131060, 'This message is currently unavailable.')] },
    }
  }
  if (kind === 'large_media') {
    const details = 'Failed to download the media from the sender: the file is larger than 100 MB.'
    return { ...speech, type: 'unsupported', more: { errors: [failure(131052, 'Media download error', details)] } }
  }
  const errors = [failure(131051, 'Message type unknown', 'Message type is currently not supported.')]
  return { ...speech, type: 'unsupported', more: { errors, unsupported: { type: kind } } }
}

/** A message of which only the errors came through. */
export const errorsOnly = ({ code = 131000 }: { code?: number }): Speech => ({
  type: 'errors',
  content: undefined,
  text: 'something that failed on its way',
  more: { errors: [failure(code, 'Something went wrong')] },
  opensWindow: false,
})

/** The first opening of a chat. Meta sends it no longer. */
export const requestWelcome = (_: object): Speech => ({
  type: 'request_welcome',
  content: undefined,
  text: 'opens the chat',
  opensWindow: false,
})

const failure = (code: number, title: string, details = title) => ({
  code,
  title,
  message: title,
  error_data: { details },
  href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
})

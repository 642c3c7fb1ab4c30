import { bareType } from '../media-limits.ts'
import type { MessageKind } from '../message-kind.ts'
import { readMedium } from './medium.ts'

export const audio: MessageKind = {
  type: 'audio',
  read(content, sending) {
    const file = readMedium(content, 'audio', sending)
    if (content.at('caption').given) content.at('caption').wrong('is not supported for audio')
    const voice = content.at('voice').ifGiven()?.flag() ?? false
    if (file?.seen.channels !== undefined && file.seen.channels !== 1) {
      content.at('id').wrong('is Opus of several channels; WhatsApp plays one', 131053)
    }
    // What a link leads to is not known here.
    if (voice && file && bareType(file.medium.mime) !== 'audio/ogg') {
      content.at('id').wrong(`is ${file.medium.mime}; a voice message is audio/ogg with Opus`, 131053)
    }
    return { text: voice ? '[voice message]' : '[audio]' }
  },
}

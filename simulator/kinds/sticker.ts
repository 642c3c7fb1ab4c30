import { LARGEST_STILL_STICKER, STICKER_SIDE } from '../media-limits.ts'
import type { MessageKind } from '../message-kind.ts'
import { readMedium } from './medium.ts'

export const sticker: MessageKind = {
  type: 'sticker',
  read(content, sending) {
    const file = readMedium(content, 'sticker', sending)
    if (content.at('caption').given) content.at('caption').wrong('is not supported for stickers')
    if (file) {
      const { width = STICKER_SIDE, height = STICKER_SIDE, animated } = file.seen
      const id = content.at('id')
      if (width !== STICKER_SIDE || height !== STICKER_SIDE) {
        id.wrong(`is ${width}x${height}; a sticker has ${STICKER_SIDE}x${STICKER_SIDE}`, 131053)
      }
      if (animated === false && file.medium.bytes.length > LARGEST_STILL_STICKER) {
        id.wrong(`is a sticker of more than ${LARGEST_STILL_STICKER} bytes that does not move`, 131053)
      }
    }
    return { text: '[sticker]' }
  },
}

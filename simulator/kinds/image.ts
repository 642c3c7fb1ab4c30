import type { MessageKind } from '../message-kind.ts'
import { readCaption, readMedium } from './medium.ts'

export const image: MessageKind = {
  type: 'image',
  read(content, sending) {
    readMedium(content, 'image', sending)
    return { text: readCaption(content, '[image]') }
  },
}

import type { MessageKind } from '../message-kind.ts'
import { readCaption, readMedium } from './medium.ts'

export const video: MessageKind = {
  type: 'video',
  read(content, sending) {
    readMedium(content, 'video', sending)
    return { text: readCaption(content, '[video]') }
  },
}

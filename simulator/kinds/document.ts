import type { MessageKind } from '../message-kind.ts'
import { readCaption, readMedium } from './medium.ts'

export const document: MessageKind = {
  type: 'document',
  read(content, sending) {
    readMedium(content, 'document', sending)
    const filename = content.at('filename').ifGiven()?.text()
    return { text: readCaption(content, filename ? `[document ${filename}]` : '[document]') }
  },
}

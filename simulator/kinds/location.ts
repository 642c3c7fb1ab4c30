import type { MessageKind } from '../message-kind.ts'

export const location: MessageKind = {
  type: 'location',
  read(content) {
    content.fields()
    const latitude = content.at('latitude').number({ least: -90, most: 90 })
    const longitude = content.at('longitude').number({ least: -180, most: 180 })
    const name = content.at('name').ifGiven()?.text()
    const address = content.at('address').ifGiven()?.text()
    return { text: [name, address, `[location ${latitude}, ${longitude}]`].filter(Boolean).join('\n') }
  },
}

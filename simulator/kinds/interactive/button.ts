import { requireUnique } from '../../parameter.ts'
import type { InteractiveKind } from '../interactive.ts'
import { ANY_HEADER } from './header.ts'

export const button: InteractiveKind = {
  type: 'button',
  header: ANY_HEADER,
  body: { longest: 1024 },
  footer: true,
  readAction(action) {
    const replies = action
      .at('buttons')
      .list({ most: 3 })
      .map((one) => {
        one.at('type').oneOf(['reply'])
        one.at('reply').fields()
        return one.at('reply')
      })
    for (const reply of replies) {
      reply.at('id').text({ longest: 256 })
      reply.at('title').text({ longest: 20 })
    }
    requireUnique(replies.map((reply) => reply.at('id')))
    requireUnique(replies.map((reply) => reply.at('title')))
    return replies.map((reply) => `[${String(reply.at('title').value)}]`)
  },
}

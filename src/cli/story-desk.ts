import type { PlayedConversation, PlayedDesk } from '../../simulator/index.ts'
import type { Settings } from '../config/settings.ts'
import type { DeskPort } from '../flows/desk.ts'

/** Who answers in a story that plays by itself. */
const DANA = { id: 'story-teammate', name: 'Dana (story)' }

/** What the simulator's stories need of the desk: the same acts that teammates have there. */
export function storyDesk(desk: () => DeskPort, { lines }: Pick<Settings, 'lines'>): PlayedDesk {
  async function find({ phone, phoneNumberId }: PlayedConversation) {
    const line = lines.find((one) => one.phoneNumberId === phoneNumberId)?.name
    const all = await desk().conversations()
    return all.find((one) => one.line === line && one.customer.phone?.replace(/\D/g, '') === phone)
  }

  async function found(conversation: PlayedConversation): Promise<string> {
    const there = await find(conversation)
    if (!there) throw new Error('The desk has no such conversation yet.')
    return there.id
  }

  return {
    page: '/desk',
    ownerOf: async (conversation) => (await find(conversation))?.owner,
    async answers(conversation, message) {
      const answered = await desk().reply(await found(conversation), { by: DANA, message })
      if (answered.kind !== 'queued') throw new Error(`The desk does not send it: ${answered.kind}.`)
    },
    async releases(conversation, outcome) {
      const released = await desk().release(await found(conversation), { by: DANA, outcome, resolution: 'resolved' })
      if (released.kind !== 'passed') throw new Error(`The desk does not release it: ${released.kind}.`)
    },
  }
}

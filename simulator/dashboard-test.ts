import { createLine } from './line.ts'
import { seconds } from './wire.ts'
import type { World } from './world.ts'

/** What the "Test" button of Meta's dashboard sends: ids of nobody, which a server takes with 200 and ignores. */
export function sendDashboardTest({ agenda, webhooks }: Pick<World, 'agenda' | 'webhooks'>) {
  const line = createLine({
    phoneNumberId: '123456123',
    wabaId: '0',
    displayPhoneNumber: '16505551111',
    name: 'Test',
  })
  webhooks.send({
    line,
    key: 'messages',
    item: {
      from: '16315551181',
      id: 'ABGGFlA5Fpa',
      timestamp: seconds(agenda.now()),
      type: 'text',
      text: { body: 'this is a text message' },
    },
    contact: { profile: { name: 'test user name' }, wa_id: '16315551181' },
    lane: 'dashboard',
  })
}

import { confirmConsent } from './consent.ts'
import { leaveParked } from './parked.ts'
import type { OpenTurn, Work } from './store.ts'
import type { World } from './world.ts'

type Needs = Parameters<typeof confirmConsent>[0] & Pick<World, 'store' | 'policy'>

/** What is unanswered in a conversation, once all is said that comes before any answer. */
export async function readTurn(world: Needs, work: Work): Promise<OpenTurn | undefined> {
  const read = () => world.store.loadTurn({ business: work.business, id: work.key }, world.policy.historyLength)
  let turn = await read()
  for (const settle of [confirmConsent, leaveParked]) if (turn && (await settle(world, work, turn))) turn = await read()
  return turn
}

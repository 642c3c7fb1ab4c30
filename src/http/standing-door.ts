import { createWebhookDoor, type WebhookDoor, type WebhookDoorOptions } from './webhook.ts'

type Locks = Pick<WebhookDoorOptions, 'lines' | 'agents' | 'peers' | 'allowUnsigned'>

/** A door whose locks can be exchanged while it stands: whoever is on the way through is not stopped. */
export function createStandingDoor(
  fixed: Omit<WebhookDoorOptions, keyof Locks>,
): WebhookDoor & { hang(locks: Locks): void } {
  let door: WebhookDoor | undefined
  let refusedBefore = 0
  const hung = () => {
    if (!door) throw new Error('The door was not hung yet.')
    return door
  }
  return {
    hang(locks) {
      refusedBefore += door?.refused ?? 0
      door = createWebhookDoor({ ...fixed, ...locks })
    },
    verify: (query, agent) => hung().verify(query, agent),
    accept: (brought) => hung().accept(brought),
    get waiting() {
      return hung().waiting
    },
    get refused() {
      return refusedBefore + hung().refused
    },
  }
}

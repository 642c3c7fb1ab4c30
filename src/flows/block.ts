import type { DeskPort } from './desk.ts'
import type { Block, KnownCustomer } from './desk-data.ts'
import { type PassNeeds, passBaton } from './pass-baton.ts'
import type { By } from './people.ts'

type Needs = PassNeeds & { readonly business: string }

export interface BlockedCustomer extends Omit<Block, 'phone'> {
  /** In international form. */
  readonly phone: string | undefined
}

/** Whom the business does not answer, on none of its lines. */
export function deskBlocks(world: Needs): Pick<DeskPort, 'block' | 'unblock' | 'blocks' | 'customer'> {
  const { store, clock, business, interrupts, log, wake } = world
  return {
    async block(customer, { by, person }) {
      const silenced = await store.block({ business, customer, by, now: clock.now() })
      if (!silenced) return false
      log.info('customer-blocked', { customer, by: by.id })
      for (const { id, owner, teammate, epoch } of silenced) {
        interrupts.interrupt(id, 'somebody took over')
        // What waits for anybody waits no more; what another teammate has in hand stays with them.
        if (owner !== 'waiting' && (owner !== 'teammate' || teammate !== person.id)) continue
        await passBaton(world, {
          conversation: { business, id },
          by: person,
          source: by.source,
          epoch,
          now: clock.now(),
          step: { kind: 'release' },
          outcome: 'Blocked.',
          resolution: 'resolved',
        })
      }
      wake(clock.now())
      return true
    },
    unblock: (customer, { by }) => store.unblock({ business, customer, by, now: clock.now() }),
    blocks: async ({ lines } = {}) =>
      (await store.blocks({ business, lines })).map((one) => ({ ...one, phone: shown(one.phone) })),
    async customer(id, { lines } = {}): Promise<KnownCustomer | undefined> {
      const known = await store.knownCustomer({ business, customer: id, lines })
      return known && { ...known, phone: shown(known.phone) }
    },
  }
}

const shown = (phone: string | undefined) => (phone === undefined ? undefined : `+${phone}`)

/** Who blocks: as records name them, and as conversations do. */
export interface BlockAct {
  readonly by: By
  readonly person: { readonly id: string; readonly name: string }
}

import { announce } from './announce.ts'
import type { Customer } from './customer.ts'
import type { Line } from './line.ts'
import { contactOf, idSource, type Person, phoneShown, threadOf } from './person.ts'
import { showBubble } from './show-bubble.ts'
import { seconds } from './wire.ts'
import type { World } from './world.ts'

/** Meta's own agent on a line. While it holds a chat, the server only looks on, by the field `standby`. */
export interface MetaAgent {
  takes(customer: Customer): void
  /** Gives the chat back. So does the server, by sending a service message. */
  passes(customer: Customer): void
  says(customer: Customer, text: string): string
  holds(customer: Customer): boolean
}

export function createMetaAgent(world: World, line: Line): MetaAgent {
  const { agenda, events, identifiers, people, webhooks } = world
  const chat = (person: Person) => threadOf(person, line)

  function personOf({ bsuid, name }: Customer): Person {
    const person = people.byUserId(bsuid)
    if (!person) throw new Error(`${name} is not here any more.`)
    return person
  }

  function hand(person: Person, toMeta: boolean) {
    if (chat(person).heldByMeta === toMeta) return
    chat(person).heldByMeta = toMeta
    announce(world, line, 'messaging_handovers', { event: toMeta ? 'control_taken' : 'control_passed', person })
  }

  events.subscribe((event) => {
    if (event.type !== 'bubble-received' || event.line !== line.phoneNumberId) return
    const person = people.byPhone(event.phone)
    if (person && event.bubble.by === undefined) hand(person, false)
  })

  return {
    takes: (customer) => hand(personOf(customer), true),
    passes: (customer) => hand(personOf(customer), false),
    holds: (customer) => chat(personOf(customer)).heldByMeta,
    says(customer, text) {
      const person = personOf(customer)
      if (!chat(person).heldByMeta) throw new Error(`Meta's agent does not hold the chat with ${person.name}.`)
      const wamid = identifiers.wamid(idSource(person), 'outbound')
      const now = agenda.now()
      webhooks.send({
        line,
        field: 'standby',
        key: 'message_echoes',
        item: {
          from: line.digits,
          ...(phoneShown(person, line, now) && { to: person.phone }),
          to_user_id: person.userId,
          id: wamid,
          timestamp: seconds(now),
          type: 'text',
          text: { body: text },
        },
        contact: contactOf(person, line, now),
        lane: `echoes ${line.phoneNumberId} ${person.lane}`,
      })
      showBubble(world, person, line, { type: 'text', content: { body: text }, text, wamid, by: 'meta-agent' })
      return wamid
    },
  }
}

import type { Customer } from './customer.ts'
import { type HistoryOptions, refuseHistory, sendHistory } from './history.ts'
import type { Line } from './line.ts'
import { otherForm } from './number-forms.ts'
import { contactOf, idSource, type Person, phoneShown, threadOf } from './person.ts'
import { showBubble } from './show-bubble.ts'
import { uploaded } from './speak.ts'
import type { Phone, Speech } from './speech/speech.ts'
import { compose, type PhoneMessage } from './speech.ts'
import { seconds } from './wire.ts'
import type { World } from './world.ts'

/** The WhatsApp Business app on a phone of the business, which shares the line's number (coexistence). */
export interface BusinessApp {
  /** A person of the business writes by hand: the customer hears it, and the server is sent an echo. */
  types(customer: Customer, message: string | PhoneMessage, options?: EchoOptions): string
  /** Changes what was typed last, or the message with this wamid. */
  edits(customer: Customer, text: string, options?: { message?: string }): string
  deletes(customer: Customer, message?: string): string
  /** The app's own contact book: told as `add` (also for a changed name) and as `remove`. */
  savesContact(customer: Customer, name?: string): void
  forgetsContact(customer: Customer): void
  /** Six months of older chats, in chunks that come in any order. */
  sharesHistory(options?: HistoryOptions): void
  refusesHistory(): void
}

interface EchoOptions {
  /** Names the customer by the other form of a number of Brazil, Mexico or Argentina. */
  inOtherForm?: boolean
}

export function createBusinessApp(world: World, line: Line): BusinessApp {
  const { agenda, chaos, events, identifiers, media, people, webhooks } = world

  function personOf({ bsuid, name }: Customer): Person {
    const person = people.byUserId(bsuid)
    if (!person) throw new Error(`${name} is not here any more.`)
    return person
  }

  function inCoexistence() {
    if (line.details.coexistence) return
    throw new Error(`${line.details.name} shares its number with no phone: the line needs "coexistence".`)
  }

  function types(customer: Customer, message: string | PhoneMessage, { inOtherForm }: EchoOptions = {}): string {
    inCoexistence()
    const person = personOf(customer)
    const thread = threadOf(person, line)
    const phone: Phone = { person, line, thread, owns: 'bubble', old: chaos.oldForms, now: agenda.now() }
    const words = typeof message === 'string' ? ({ type: 'text', text: message } as const) : message
    const speech = compose(words, phone)
    const wamid = identifiers.wamid(idSource(person), 'outbound')
    const content = speech.file
      ? { ...speech.content, ...uploaded(media, speech.file, line, chaos.oldForms) }
      : speech.content
    echo(person, wamid, { ...speech, content }, inOtherForm)
    const arrive = () =>
      speech.change
        ? change(person, speech)
        : showBubble(world, person, line, { ...speech, content, wamid, by: 'staff' })
    if (person.online) arrive()
    else person.held.push(arrive)
    return wamid
  }

  function echo(person: Person, wamid: string, { type, content, quoting }: Speech, inOtherForm = false) {
    if (!line.subscribed) return
    const now = agenda.now()
    const old = chaos.oldForms
    const phone = (inOtherForm && otherForm(person.phone)) || person.phone
    webhooks.send({
      line,
      field: 'smb_message_echoes',
      key: 'message_echoes',
      item: {
        from: line.digits,
        ...((old || phoneShown(person, line, now)) && { to: phone }),
        ...(!old && {
          to_user_id: person.userId,
          ...(person.parentUserId && { to_parent_user_id: person.parentUserId }),
        }),
        id: wamid,
        timestamp: seconds(now),
        type,
        ...(content !== undefined && { [type]: content }),
        ...(quoting !== undefined && { context: { id: quoting } }),
      },
      // Echoes of former times named the customer in `to` alone.
      ...(!old && { contact: contactOf(person, line, now) }),
      lane: `echoes ${line.phoneNumberId} ${person.lane}`,
    })
  }

  function change(person: Person, speech: Speech) {
    speech.change?.()
    const message = threadOf(person, line).entries.find(({ wamid }) => wamid === speech.about)
    const type = speech.type === 'reaction' ? 'reaction-changed' : 'message-changed'
    if (message) events.emit({ type, phone: person.phone, line: line.phoneNumberId, message })
  }

  function newest(customer: Customer): string {
    const { entries } = threadOf(personOf(customer), line)
    const typed = entries.findLast((entry) => entry.kind === 'bubble' && entry.by === 'staff')
    if (!typed) throw new Error(`Nobody has typed anything to ${customer.name} on the phone yet.`)
    return typed.wamid
  }

  function sync(customer: Customer, action: 'add' | 'remove', name?: string) {
    inCoexistence()
    const person = personOf(customer)
    const now = agenda.now()
    const known = chaos.oldForms || phoneShown(person, line, now)
    const contact = {
      ...(name !== undefined && { full_name: name, first_name: name.split(' ')[0] }),
      ...(known && { phone_number: person.phone }),
      ...(!chaos.oldForms && {
        user_id: person.userId,
        ...(person.parentUserId && { parent_user_id: person.parentUserId }),
        ...(person.username && { username: person.username }),
      }),
    }
    webhooks.send({
      line,
      field: 'smb_app_state_sync',
      key: 'state_sync',
      item: { type: 'contact', contact, action, metadata: { timestamp: seconds(now) } },
      lane: `contacts ${line.phoneNumberId}`,
    })
  }

  return {
    types,
    edits: (customer, text, { message = newest(customer) } = {}) => types(customer, { type: 'edit', message, text }),
    deletes: (customer, message = newest(customer)) => types(customer, { type: 'revoke', message }),
    savesContact: (customer, name = customer.name) => sync(customer, 'add', name),
    forgetsContact: (customer) => sync(customer, 'remove'),
    sharesHistory(options) {
      inCoexistence()
      sendHistory(world, line, options)
    },
    refusesHistory() {
      inCoexistence()
      refuseHistory(world, line)
    },
  }
}

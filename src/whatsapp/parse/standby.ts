import type { Notice } from '../../domain/notice.ts'
import { readEchoes } from './coexistence.ts'
import type { About } from './fields.ts'
import { isKnown, named, person } from './sender.ts'
import { items, type Json, label, moment, part } from './values.ts'

/** What is said while somebody else has the chat. The customer's messages and the receipts are read beside it. */
export function readStandby(value: Json, about: About): Notice[] {
  const echoes = readEchoes(value, about).map((echo): Notice => ({ ...echo, byAgent: true }))
  return [{ kind: 'standby', field: 'standby' }, ...echoes]
}

/** One entry a chat; one that does not say with whom is only kept. */
export function readHandovers(value: Json, { contacts }: About): Notice[] {
  const handovers = items(value.messaging_handovers)
  const notices = handovers.map((item): Notice => {
    const { type, event, timestamp, from, wa_id, from_user_id, user_id } = part(item)
    const who = named(person(from ?? wa_id, from_user_id ?? user_id), contacts, handovers.length === 1)
    const elsewhere = MOVES.get(label(type) ?? label(event) ?? '')
    if (elsewhere === undefined || !isKnown(who)) return KEPT
    return { ...KEPT, control: { who, elsewhere, at: moment(timestamp) } }
  })
  return notices.length > 0 ? notices : [KEPT]
}

const KEPT = { kind: 'standby', field: 'messaging_handovers' } as const
/** Taken from us, or passed to us. */
const MOVES = new Map([
  ['control_taken', true],
  ['control_passed', false],
])

import type { IdentityChange, SystemEvent } from '../../domain/content.ts'
import type { Sender } from '../../domain/customer.ts'
import { isKnown, person } from './sender.ts'
import { id, type Json, label, part, phone, text, told } from './values.ts'

type End = IdentityChange['from']

/** Events that say that somebody goes by another number or id, in new and old names. */
const CHANGES = new Set(['user_changed_number', 'user_changed_user_id', 'customer_changed_number'])
/** `US.1349...`, with `ENT.` in it where portfolios are linked. */
const SCOPED_ID = /^[A-Za-z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/
/** WhatsApp writes one sentence; a name in it has 25 characters. */
const LONGEST_SENTENCE = 1000

export function readSystem(item: Json): SystemEvent {
  const system = part(item.system)
  const type = label(system.type) ?? 'unknown'
  const change = CHANGES.has(type) ? readChange(item, system) : undefined
  return { kind: 'system', type, ...told({ body: text(system.body), change }) }
}

/** Whom it speaks of, by the ids they had. There are no contacts beside it, and perhaps no `from`. */
export function peopleOfSystem(item: Json): Sender {
  const system = part(item.system)
  const { from, to } = CHANGES.has(text(system.type) ?? '')
    ? readEnds(item, system)
    : { from: oldEnd(item, system), to: {} }
  return isKnown(from) ? from : isKnown(to) ? to : person(item.from, item.from_user_id)
}

function readChange(item: Json, system: Json): IdentityChange | undefined {
  const { from, to } = readEnds(item, system)
  if (!isKnown(from) || !isKnown(to)) return undefined
  return from.phone === to.phone && from.bsuid === to.bsuid ? undefined : { from, to }
}

/** Fields first. Before August 2026 some of them were missing, and only the sentence names both ends. */
function readEnds(item: Json, system: Json): IdentityChange {
  const from = oldEnd(item, system)
  const to = person(phone(system.wa_id) ?? phone(system.new_wa_id), system.user_id)
  const told = readSentence(text(system.body))
  if (!told || contradicts(from, told.from) || contradicts(to, told.to)) return { from, to }
  return { from: { ...told.from, ...from }, to: { ...told.to, ...to } }
}

/** `from_user_id` may be the new id already: then it says nothing of the old end. */
function oldEnd(item: Json, system: Json): End {
  const own = id(item.from_user_id)
  const old = id(system.previous_user_id) ?? (own === id(system.user_id) ? undefined : own)
  return person(item.from || system.customer, old)
}

function contradicts(known: End, told: End): boolean {
  const differ = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && one !== other
  return differ(known.phone, told.phone) || differ(known.bsuid, told.bsuid)
}

/**
 * "User Maya changed from 15550001111 to 15550002222". The name is of the customer's choosing and may hold the same
 * words, so only the very end is trusted, and only where both ends are of one kind.
 */
function readSentence(body: string | undefined): IdentityChange | undefined {
  if (body === undefined || body.length > LONGEST_SENTENCE) return undefined
  const [before, after, ...more] = body
    .slice(body.lastIndexOf(' changed from ') + ' changed from '.length)
    .split(' to ')
  if (!body.includes(' changed from ') || before === undefined || after === undefined || more.length > 0)
    return undefined
  const [from, to] = [endOf(before), endOf(after)]
  if (from.phone !== undefined && to.phone !== undefined) return { from, to }
  return from.bsuid !== undefined && to.bsuid !== undefined ? { from, to } : undefined
}

/** Only what is written like a number or an id as a whole. */
function endOf(written: string): End {
  const word = written.trim().replace(/\.$/, '')
  if (SCOPED_ID.test(word)) return { bsuid: word }
  return /^\+?\d{7,15}$/.test(word) ? person(word, undefined) : {}
}

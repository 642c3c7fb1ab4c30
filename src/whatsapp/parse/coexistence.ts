import type { Sender } from '../../domain/customer.ts'
import type { HistoryThread, Notice } from '../../domain/notice.ts'
import { readContent, typeOf } from './content.ts'
import type { About } from './fields.ts'
import { isOfGroup } from './message.ts'
import { isKnown, named, person } from './sender.ts'
import { firstError, id, integer, isObject, items, type Json, label, moment, part, phone, told } from './values.ts'

type Echo = Extract<Notice, { kind: 'echo' }>

/** Said by hand on the phone or a linked device. */
export function readEchoes(value: Json, { contacts, refuse }: About): Echo[] {
  const notices: Echo[] = []
  const echoes = items(value.message_echoes)
  for (const item of echoes) {
    const echo = readEcho(item, contacts, echoes.length === 1)
    if (typeof echo === 'string') refuse(echo, item)
    else notices.push(echo)
  }
  return notices
}

function readEcho(item: unknown, contacts: readonly Sender[], alone: boolean): Echo | string {
  if (!isObject(item)) return 'an echo that is no object'
  const wamid = id(item.id)
  if (!wamid) return 'an echo without id'
  if (isOfGroup(item)) return 'a group message'
  const to = named(person(item.to, item.to_user_id), contacts, alone)
  if (!isKnown(to)) return 'an echo to nobody'
  const content = readContent(typeOf(item), item)
  const quotes = id(part(item.context).id)
  return { kind: 'echo', wamid, to, content, sentAt: moment(item.timestamp), ...told({ quotes }) }
}

/** The app's address book. Names are absent where a contact was removed; `add` also means changed. */
export function readStateSync(value: Json, { refuse }: About): Notice[] {
  const notices: Notice[] = []
  for (const item of items(value.state_sync)) {
    const { type, contact, action, metadata } = part(item)
    const { full_name, first_name, phone_number, user_id, username } = part(contact)
    const who = person(phone_number, user_id, label(username), label(full_name) ?? label(first_name))
    if ((type !== undefined && type !== 'contact') || !isKnown(who)) refuse('a synced entry that is no contact', item)
    else
      notices.push({
        kind: 'contact-synced',
        contact: who,
        removed: action === 'remove',
        at: moment(part(metadata).timestamp),
      })
  }
  return notices
}

/** Chunks of threads in any order; and, after them, the files of the last days as messages without a chunk. */
export function readHistory(value: Json, about: About): Notice[] {
  const notices: Notice[] = []
  for (const chunk of items(value.history)) {
    if (isObject(chunk)) notices.push(readChunk(chunk, about))
    else about.refuse('a piece of history that is no object', chunk)
  }
  const files = items(value.messages).map((item) => readThread({ messages: [item] }, about))
  const threads = files.filter((thread) => thread !== undefined)
  if (threads.length > 0) notices.push({ kind: 'history', phase: UNTOLD, chunk: UNTOLD, progress: UNTOLD, threads })
  return notices
}

/** 0 is a phase, a chunk and a progress. */
const UNTOLD = -1

function readChunk(item: Json, about: About): Notice {
  const { phase, chunk_order, progress } = part(item.metadata)
  return {
    kind: 'history',
    phase: integer(phase) ?? UNTOLD,
    chunk: integer(chunk_order) ?? UNTOLD,
    progress: integer(progress) ?? UNTOLD,
    threads: items(item.threads)
      .map((thread) => readThread(thread, about))
      .filter((thread) => thread !== undefined),
    ...told({ error: firstError(item.errors) }),
  }
}

function readThread(item: unknown, { displayPhone, contacts, refuse }: About): HistoryThread | undefined {
  const thread = part(item)
  const { wa_id, user_id, username } = part(thread.context)
  const own = person(thread.id || wa_id, user_id, label(username))
  const messages: HistoryThread['messages'][number][] = []
  let other = own
  for (const said of items(thread.messages)) {
    if (!isObject(said) || !id(said.id) || isOfGroup(said)) {
      refuse(isObject(said) && isOfGroup(said) ? 'a group message' : 'a message of history without id', said)
      continue
    }
    const fromBusiness = isFromBusiness(said, displayPhone, own)
    if (!isKnown(other)) other = fromBusiness ? person(said.to, said.to_user_id) : person(said.from, said.from_user_id)
    messages.push({
      wamid: id(said.id)!,
      fromBusiness,
      content: readContent(typeOf(said), said),
      sentAt: moment(said.timestamp),
      ...told({ status: label(part(said.history_context).status) }),
    })
  }
  if (isKnown(other)) return { with: named(other, contacts, false), messages }
  refuse('a thread of history with nobody', item)
  return undefined
}

function isFromBusiness({ from, to, to_user_id }: Json, displayPhone: string | undefined, other: Sender): boolean {
  const writer = phone(from)
  if (writer !== undefined && writer === displayPhone) return true
  if (writer !== undefined && writer === other.phone) return false
  return Boolean(to || to_user_id)
}

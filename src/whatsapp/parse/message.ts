import { asksNothing, type Content } from '../../domain/content.ts'
import type { Sender } from '../../domain/customer.ts'
import type { InboundMessage, Referral } from '../../domain/message.ts'
import { readContent, typeOf } from './content.ts'
import { isKnown, named, person } from './sender.ts'
import { peopleOfSystem } from './system.ts'
import { flag, id, isObject, type Json, label, moment, part, text, told } from './values.ts'

export interface Surroundings {
  readonly phoneNumberId: string
  readonly contacts: readonly Sender[]
  /** The item is the only one of its change. */
  readonly alone: boolean
}

type Draft = { -readonly [Key in keyof InboundMessage]: InboundMessage[Key] }

/** Types that ask for no answer, whatever else they hold. */
const SILENT = new Set(['reaction', 'edit', 'revoke', 'system', 'request_welcome', 'media_placeholder'])

/** A message, or why it cannot be read. */
export function readMessage(item: unknown, { phoneNumberId, contacts, alone }: Surroundings): InboundMessage | string {
  if (!isObject(item)) return 'a message that is no object'
  const wamid = id(item.id)
  if (!wamid) return item.id ? 'a message whose id is none' : 'a message without id'
  if (isOfGroup(item)) return 'a group message'
  const type = typeOf(item)
  const sender = type === 'system' ? peopleOfSystem(item) : named(person(item.from, item.from_user_id), contacts, alone)
  if (!isKnown(sender)) return 'a message without sender'
  const content = readContent(type, item)
  const parentBsuid = id(item.from_parent_user_id)
  const known = parentBsuid === undefined ? sender : { ...sender, parentBsuid }
  const message: Draft = { phoneNumberId, wamid, sender: known, content, sentAt: moment(item.timestamp), raw: item }
  if (item.context !== undefined) readContext(part(item.context), message)
  const referral = item.referral === undefined ? undefined : readReferral(part(item.referral))
  if (referral) message.referral = referral
  if (startsNoTurn(type, content)) message.ignoredBecause = `a message of type ${type} starts no turn`
  return message
}

/** Its `from` is a member: to answer them would be to answer in private what was said in the group. */
export function isOfGroup({ group_id }: Json): boolean {
  return group_id !== undefined && group_id !== null && group_id !== ''
}

/** A number outside coexistence reports what a customer deleted as unsupported: it asks for nothing either. */
function startsNoTurn(type: string, content: Content): boolean {
  return asksNothing(content) || SILENT.has(type) || (content.kind === 'unsupported' && content.type === 'revoke')
}

/** A reply, something forwarded, or a question about a product; the id may be missing from any of them. */
function readContext(context: Json, message: Draft) {
  const quotes = id(context.id)
  if (quotes !== undefined) message.quotes = quotes
  if (flag(context.frequently_forwarded)) message.forwarded = 'often'
  else if (flag(context.forwarded)) message.forwarded = 'once'
  const { catalog_id, product_retailer_id } = part(context.referred_product)
  const product = text(product_retailer_id)
  if (product !== undefined) message.product = { catalog: text(catalog_id) ?? '', id: product }
}

function readReferral(said: Json): Referral | undefined {
  const referral = told({
    sourceType: label(said.source_type),
    sourceId: text(said.source_id),
    sourceUrl: text(said.source_url),
    headline: text(said.headline),
    body: text(said.body),
    clickId: text(said.ctwa_clid),
  })
  return Object.keys(referral).length > 0 ? referral : undefined
}

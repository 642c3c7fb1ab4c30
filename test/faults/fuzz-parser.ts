import { inWords } from '../../src/domain/content.ts'
import type { InboundMessage } from '../../src/domain/message.ts'
import type { Change } from '../../src/flows/receive.ts'
import { parseWebhook } from '../../src/whatsapp/parse.ts'
import { type Mutant, mutantOf } from './fuzz.ts'

/** What a key of either store bears. */
const LONGEST_ID = 512
const LATEST_DATE = 8_640_000_000_000_000

/** Reads the mutants of these seeds and says what went wrong with which. */
export function fuzzParser(first: number, howMany: number): string[] {
  const wrong: string[] = []
  for (let seed = first; seed < first + howMany; seed++) {
    const mutant = mutantOf(seed)
    const found = faultsIn(mutant)
    if (found.length > 0) wrong.push(`seed ${seed} (${mutant.name}): ${found.join('; ')}`)
    if (wrong.length >= 10) break
  }
  return wrong
}

function faultsIn({ bytes, neighbour }: Mutant): string[] {
  const body = parsed(bytes)
  if (body === undefined) return neighbour ? ['the mutant is no JSON'] : []
  let changes: Change[]
  try {
    changes = parseWebhook(body) ?? []
  } catch (error) {
    return [`threw ${(error as Error).stack}`]
  }
  const messages = changes.flatMap((change) => change.messages)
  const found = [...messages.flatMap(faultsOfMessage), ...changes.flatMap(faultsOfRest)]
  if (!neighbour) return found
  const { wamid, phone, bsuid, name, text } = neighbour
  const [own, ...more] = messages.filter((message) => message.wamid === wamid)
  const read = own && [own.sender.phone, own.sender.bsuid, own.sender.name, inWords(own.content), own.sentAt > 0]
  if (more.length > 0 || JSON.stringify(read) !== JSON.stringify([phone, bsuid, name, text, true]))
    found.push(`the neighbour was read as ${JSON.stringify(read)}`)
  return found
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** Whatever was read can be stored, shown and told. */
function faultsOfMessage({ raw: _, ...message }: InboundMessage): string[] {
  const found = faultsOf(message)
  const { sender, wamid, sentAt, quotes = '' } = message
  if (!sender.phone && !sender.bsuid) found.push('a message of nobody')
  if (sender.phone !== undefined && !/^\d{1,20}$/.test(sender.phone)) found.push('a phone that is none')
  if ([wamid, quotes, sender.bsuid ?? ''].some((id) => id.length > LONGEST_ID)) found.push('an id that no key bears')
  if (!(sentAt >= 0 && sentAt <= LATEST_DATE)) found.push('a time that is none')
  if (typeof inWords(message.content) !== 'string') found.push('content without words')
  return found
}

function faultsOfRest({ statuses, notices, unreadable, field, phoneNumberId, account }: Change): string[] {
  const reasons = unreadable.map(({ reason }) => reason)
  return faultsOf({ statuses, notices, reasons, field, phoneNumberId, account })
}

/** Half characters, zero characters, numbers that are none, and nesting that no stack bears. */
function faultsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? [] : ['illegible words']
  if (typeof value === 'number') return Number.isFinite(value) ? [] : ['a number that is none']
  if (typeof value !== 'object' || value === null) return []
  const found: string[] = []
  for (const inner of Object.values(value)) found.push(...faultsOf(inner))
  return found
}

import type { z } from 'zod'
import type { Outbound } from '../../domain/outbound.ts'
import type { Post, Turn } from '../../domain/turn.ts'
import type { Binding } from '../binding.ts'
import { type Arguments, ToolFailure } from './offer.ts'

/** What a ready tool is made of. Its name and its effect stand elsewhere. */
export interface Ready {
  readonly description: string
  readonly parameters: unknown
  readonly unlimited?: boolean
  readonly run: (input: Arguments, binding: Binding) => unknown
}

/** Undefined where it makes no sense: there is nobody to send to. */
export type MakeReady = (binding: Binding) => Ready | undefined

interface Written<Schema extends z.ZodType> {
  readonly description: string
  readonly parameters: Schema
  readonly unlimited?: boolean
  readonly run: (input: z.output<Schema>, binding: Binding) => unknown
}

/** Ties the arguments of `run` to the schema they have passed. */
export const readyFor = <Schema extends z.ZodType>(tool: Written<Schema>): Ready => tool as unknown as Ready
/** The same for every run. */
export const ready = <Schema extends z.ZodType>(tool: Written<Schema>): MakeReady => {
  const made = readyFor(tool)
  return () => made
}

/** More than anybody wants to receive at once. */
const MOST_PARTS = 10
const MOST_POSTS = 10

/** Puts a message into the reply, unless WhatsApp would refuse it: then the model reads why. */
export async function say({ intents, turn }: Binding, message: Outbound) {
  await refuseFaults(turn, message)
  if (intents.parts.length >= MOST_PARTS) throw new ToolFailure('too many messages for one reply: nothing was added')
  intents.parts.push(message)
  return { status: 'part of your reply', note: 'The customer receives it with your reply: do not repeat it there.' }
}

export async function refuseFaults({ bound }: Turn, message: Outbound): Promise<void> {
  const faults = await bound.faults(message)
  if (faults.length > 0) throw new ToolFailure('WhatsApp would refuse this: correct it and try again', faults)
}

/** Sends nothing yet: it leaves together with the reply. */
export function post({ intents }: Binding, what: Post) {
  if (intents.posts.length >= MOST_POSTS) throw new ToolFailure('too many messages in one turn: nothing was added')
  intents.posts.push(what)
  return { status: 'will be sent with your reply' }
}

/** The names of the places of a channel; a tool for it makes no sense without one. */
export function targetsOf({ targets }: Binding, channel: Post['channel']): [string, ...string[]] | undefined {
  const names = [...targets].filter(([, one]) => one === channel).map(([name]) => name)
  return names.length > 0 ? (names as [string, ...string[]]) : undefined
}

import { userInfo } from 'node:os'
import type { DeskMessage } from '../flows/desk-views.ts'
import { VIEWS, type View } from '../flows/reading.ts'
import { actOn } from './desk-acts.ts'
import { ago, type WhichStore } from './desk-commands.ts'
import { Misunderstood } from './misunderstood.ts'
import type { Surroundings } from './surroundings.ts'

export interface Who extends WhichStore {
  /** In whose name; usually whoever is signed in on this machine. */
  readonly as?: string
}

const SOURCE = 'command line'

/** Somebody at a terminal is not the teammate who signs in on the web: they hold a conversation as themselves. */
function personOf({ as }: Who) {
  const name = as ?? userInfo().username
  return { id: `${SOURCE.replace(' ', '-')}:${name}`, name }
}

/** `wabaton conversations`: who has which. */
export async function conversations(
  { view = 'all', ...who }: Who & { view?: string },
  surroundings: Surroundings,
): Promise<number> {
  if (!VIEWS.includes(view as View))
    throw new Misunderstood(`There is no view ${view}. There are: ${VIEWS.join(', ')}.`)
  const found = await actOn(who, surroundings, 'conversations', { view: view as View, person: personOf(who).id })
  if (found.length === 0) surroundings.print('No conversations here.')
  for (const { id, line, customer, owner, teammate, lastMessage, waitingSince } of found) {
    const whose =
      owner === 'teammate' ? `with ${teammate?.name ?? 'a teammate'}` : owner === 'agent' ? 'with the agent' : 'waits'
    const since = waitingSince === undefined ? '' : ` for ${ago(waitingSince)}`
    surroundings.print(`${id}  ${line}  ${customer.name ?? customer.phone ?? customer.id}  ${whose}${since}`)
    if (lastMessage) surroundings.print(`  ${lastMessage.author}: ${lastMessage.text.split('\n')[0]!.slice(0, 100)}`)
  }
  return 0
}

/** `wabaton thread <conversation>`: what was said last, with the notes. */
export async function thread(
  { conversation, ...which }: WhichStore & { conversation: string },
  surroundings: Surroundings,
): Promise<number> {
  const found = await actOn(which, surroundings, 'thread', conversation)
  if (!found) return unknown(surroundings)
  const said = [
    ...found.messages.map((message) => ({
      at: message.at,
      text: `${writerOf(message)}: ${message.text}${stateOf(message)}`,
    })),
    ...found.notes.map(({ at, by, text }) => ({ at, text: `(note) ${by.name}: ${text}` })),
  ]
  for (const { at, text } of said.toSorted((one, other) => one.at - other.at))
    surroundings.print(`${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}  ${text}`)
  return 0
}

const writerOf = ({ author, writer }: DeskMessage) => writer?.name ?? author
const stateOf = ({ delivery }: DeskMessage) =>
  delivery ? ` [${delivery.state}${delivery.error ? `: ${delivery.error.reason}` : ''}]` : ''

/** `wabaton reply <conversation> <text>`: writes to the customer, and takes the conversation with it. */
export async function reply(
  { conversation, text, over, ...who }: Who & { conversation: string; text: string; over?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const by = personOf(who)
  const answered = await actOn(who, surroundings, 'reply', conversation, { by, source: SOURCE, message: text, over })
  switch (answered.kind) {
    case 'queued':
      surroundings.print(`It is on its way. The conversation is with ${by.name} now.`)
      return 0
    case 'unknown':
      return unknown(surroundings)
    case 'not-sendable':
      surroundings.print(answered.reason)
      return 1
    default: {
      const { owner, teammate } = 'now' in answered ? answered.now : { owner: 'agent', teammate: undefined }
      surroundings.print(
        owner === 'teammate'
          ? `${teammate?.name ?? 'A teammate'} has this conversation. To take it over: --over`
          : 'It was not sent: the conversation has changed meanwhile.',
      )
      return 1
    }
  }
}

/** `wabaton note <conversation> <text>`: for teammates only; it never leaves. */
export async function note(
  { conversation, text, ...who }: Who & { conversation: string; text: string },
  surroundings: Surroundings,
): Promise<number> {
  const kept = await actOn(who, surroundings, 'note', conversation, { by: personOf(who), source: SOURCE, text })
  if (kept.kind === 'kept') surroundings.print('The note is kept. No customer will see it.')
  else if (kept.kind === 'refused') surroundings.print(kept.reason)
  else return unknown(surroundings)
  return kept.kind === 'kept' ? 0 : 1
}

/** `wabaton release <handoff>`: gives a conversation back to the agent. */
export async function release(
  { handoff, outcome, ...who }: Who & { handoff: string; outcome?: string },
  surroundings: Surroundings,
): Promise<number> {
  const released = await actOn(who, surroundings, 'releaseHandoff', handoff, {
    by: personOf(who),
    source: SOURCE,
    outcome,
  })
  switch (released.kind) {
    case 'passed':
      surroundings.print('The agent answers this customer again.')
      return 0
    case 'no-agent':
      surroundings.print(released.reason)
      return 1
    default:
      surroundings.print('There is no open handoff with this id. `wabaton handoffs` lists them.')
      return 1
  }
}

function unknown({ print }: Surroundings): number {
  print('There is no conversation with this id. `wabaton conversations` lists them.')
  return 1
}

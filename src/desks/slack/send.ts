import type { DeskAnswered } from '../../flows/desk.ts'
import type { SlackHeard, SlackState } from '../../flows/store.ts'
import { prepare } from './attach.ts'
import { mentioned, toWhatsApp } from './mrkdwn.ts'
import { derivedId, type SlackNeeds } from './needs.ts'
import { mark, placeOf, whisper } from './whisper.ts'

type Settled = Partial<Pick<SlackHeard, 'sentVersion' | 'sentText' | 'toldVersion' | 'tick'>>

/** As it is then; undefined where somebody has decided on it meanwhile: whoever comes next sees to that. */
export async function settle(
  { business, store }: Pick<SlackNeeds, 'business' | 'store'>,
  said: SlackHeard,
  state: SlackState,
  change: Settled = {},
): Promise<SlackHeard | undefined> {
  const { channel, ts, state: was, sentVersion, sentText, toldVersion, tick } = said
  const written = { sentVersion, sentText, toldVersion, tick, ...change }
  const done = await store.settleSlack({ business, channel, ts, was, state, ...written })
  return done ? { ...said, ...written, state } : undefined
}

const idOf = ({ channel, ts }: SlackHeard, version: string, index: number) => derivedId(channel, ts, version, index)

/** Whether the first of its messages is on its way already. */
export async function hasBegun({ business, store }: SlackNeeds, said: SlackHeard): Promise<boolean> {
  const relays = await store.slackRelays({ business, channel: said.channel, ts: said.ts })
  return relays.some(({ state }) => state !== 'none')
}

export interface Sending {
  readonly epoch: number | undefined
  /** The last message it was judged by: where the business has said more meanwhile, it is judged anew. */
  readonly seen?: number | undefined
  readonly over: boolean
  /** Nobody is to be asked again whether it is meant. */
  readonly meant?: boolean | undefined
}

/** It is looked at anew. */
const MOVED: readonly DeskAnswered['kind'][] = ['stale', 'newer', 'refused']

/** Words and files as they are meant for the customer. */
async function contentsOf(needs: SlackNeeds, said: SlackHeard) {
  const names = new Map<string, string | undefined>()
  for (const user of mentioned(said.text)) names.set(user, await needs.people.nameOf(user))
  const text = toWhatsApp(said.text, (user) => names.get(user))
  return prepare(needs, said.conversation, { text, files: said.files })
}

/**
 * Sends it in the name of whoever wrote it. Its ids come from what Slack calls it: begun again, in whatever process, it is
 * said once.
 */
export async function send(
  needs: SlackNeeds,
  said: SlackHeard,
  { epoch, seen, over, meant = false }: Sending,
): Promise<'settled' | 'moved'> {
  const { business, store, desk, settings, people } = needs
  const somebody = await people.who(said.user)
  if (somebody.kind === 'stranger') {
    await settle(needs, said, 'refused')
    return 'settled'
  }
  const prepared = await contentsOf(needs, said)
  if (prepared.kind === 'refused') return refuse(needs, said, prepared.reason)
  const { contents } = prepared
  const version = said.version
  const ids = contents.map((_, index) => idOf(said, version, index))
  const named = { business, channel: said.channel, ts: said.ts }
  await store.keepSlackRelays({ ...named, conversation: said.conversation, messages: ids })
  const now = await settle(needs, said, 'sending', { sentVersion: version, sentText: said.text })
  if (!now) return 'settled'
  const messages: string[] = []
  for (const [index, content] of contents.entries()) {
    const answered = await desk.reply(said.conversation, {
      by: somebody.person,
      source: 'slack',
      id: ids[index]!,
      message: content,
      holdMs: settings.holdMs,
      over,
      // The first one moves it on.
      epoch: index === 0 ? epoch : undefined,
      seen: index === 0 ? seen : undefined,
    })
    if (answered.kind === 'queued') {
      messages.push(...answered.messages)
      continue
    }
    await store.keepSlackRelays({ ...named, conversation: said.conversation, messages })
    if (index > 0) return refuse(needs, now, `Only a part of it was sent. ${whyNot(answered)}`)
    const back = await settle(needs, now, 'new', { sentVersion: '', sentText: '' })
    if (MOVED.includes(answered.kind) && !meant) return 'moved'
    return refuse(needs, back ?? now, whyNot(answered))
  }
  await store.keepSlackRelays({ ...named, conversation: said.conversation, messages })
  await settle(needs, now, 'sent', { tick: '', toldVersion: '' })
  return 'settled'
}

async function refuse(needs: SlackNeeds, said: SlackHeard, reason: string): Promise<'settled'> {
  await mark(needs, said, 'x')
  await whisper(needs, placeOf(said), `Not sent. ${reason}`)
  await settle(needs, said, 'refused')
  return 'settled'
}

export function whyNot(answered: Exclude<DeskAnswered, { kind: 'queued' }>): string {
  const holder = 'now' in answered ? answered.now.teammate?.name : undefined
  switch (answered.kind) {
    case 'not-sendable':
      return answered.reason
    case 'stale':
    case 'refused':
      return holder === undefined ? 'The case has changed hands meanwhile.' : `${holder} has it now.`
    case 'unknown':
      return 'The conversation is gone.'
    default:
      return 'It was answered in another way already.'
  }
}

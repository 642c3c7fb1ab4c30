import type { SlackHeard } from '../../flows/store.ts'
import { isRefused } from './api.ts'
import type { Button } from './blocks.ts'
import type { SlackNeeds } from './needs.ts'
import { asking } from './words.ts'

export interface Place {
  readonly channel: string
  readonly root: string | undefined
  readonly user: string
}

/** Says something to one person alone. Whoever has left the channel is told nothing. */
export async function whisper(
  { reach }: Pick<SlackNeeds, 'reach'>,
  { channel, root, user }: Place,
  text: string,
  buttons: readonly Button[] = [],
): Promise<void> {
  const { blocks } = asking(text, buttons)
  await reach
    .call('chat.postEphemeral', { channel, user, ...(root && { thread_ts: root }), text, blocks })
    .catch((error) => {
      if (isRefused(error, 'user_not_in_channel', 'cannot_reply_to_message', 'messages_tab_disabled')) return
      throw error
    })
}

export const placeOf = ({ channel, root, user }: Pick<SlackHeard, 'channel' | 'root' | 'user'>): Place => ({
  channel,
  root,
  user,
})

/** A sign below a message: there once, whoever asks again. */
export async function mark(
  { reach }: Pick<SlackNeeds, 'reach'>,
  at: { channel: string; ts: string },
  name: string,
): Promise<void> {
  await reach.call('reactions.add', { channel: at.channel, timestamp: at.ts, name }).catch((error) => {
    if (!isRefused(error, 'already_reacted', 'message_not_found', 'too_many_reactions', 'thread_locked')) throw error
  })
}

export async function unmark(
  { reach }: Pick<SlackNeeds, 'reach'>,
  at: { channel: string; ts: string },
  name: string,
): Promise<void> {
  await reach.call('reactions.remove', { channel: at.channel, timestamp: at.ts, name }).catch((error) => {
    if (!isRefused(error, 'no_reaction', 'message_not_found')) throw error
  })
}

import type { Deliveries } from './deliveries.ts'
import type { Happenings } from './happenings.ts'
import type { Names } from './names.ts'
import type { Channel, Message, Plain } from './shapes.ts'
import type { Showing } from './show.ts'
import type { Workspace } from './workspace.ts'

/** Tells the app, and whoever watches, what has changed in a channel. */
export interface News {
  posted(channel: Channel, message: Message): void
  /** `before` is how it looked. */
  changed(channel: Channel, message: Message, before: Plain): void
  deleted(channel: Channel, ts: string, before: Plain): void
  reacted(channel: Channel, message: Message, reaction: { name: string; user: string; added: boolean }): void
}

interface Needs {
  readonly workspace: Workspace
  readonly showing: Showing
  readonly names: Names
  readonly now: () => number
  readonly deliveries: () => Deliveries
  readonly happenings: Happenings
  /** The names of the app's event subscriptions. */
  readonly subscribed: readonly string[]
}

export function createNews({ workspace, showing, names, now, deliveries, happenings, subscribed }: Needs): News {
  const verificationToken = names.secret()

  function tell(channel: Channel, event: Plain, subscription: string) {
    // Slack tells an app of channels it is in, and of what it has asked for.
    if (!channel.botIsMember || !subscribed.includes(subscription)) return
    const { team, app } = workspace
    deliveries().event({
      token: verificationToken,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: names.id('Ev'),
      event_time: Math.floor(now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: team.id, user_id: app.botUser.id, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: names.secret(),
    })
  }

  function tellOfMessage(channel: Channel, event: Plain) {
    const place = {
      channel: channel.id,
      event_ts: event.event_ts ?? event.ts,
      channel_type: channel.isPrivate ? 'group' : 'channel',
    }
    tell(channel, { ...event, ...place }, channel.isPrivate ? 'message.groups' : 'message.channels')
  }

  const hidden = (subtype: string, more: Plain): Plain => ({
    type: 'message',
    subtype,
    hidden: true,
    ts: names.ts(),
    ...more,
  })
  const seen = (channel: Channel, ts: string) => happenings.emit({ type: 'message', channel: channel.id, ts })

  return {
    posted(channel, message) {
      tellOfMessage(channel, showing.message(channel, message))
      seen(channel, message.ts)
    },
    changed(channel, message, before) {
      const after = showing.message(channel, message)
      tellOfMessage(channel, hidden('message_changed', { message: after, previous_message: before }))
      seen(channel, message.ts)
    },
    deleted(channel, ts, before) {
      tellOfMessage(channel, hidden('message_deleted', { deleted_ts: ts, previous_message: before }))
      seen(channel, ts)
    },
    reacted(channel, message, { name, user, added }) {
      const type = added ? 'reaction_added' : 'reaction_removed'
      const item = { type: 'message', channel: channel.id, ts: message.ts }
      tell(channel, { type, user, reaction: name, item, item_user: message.user, event_ts: names.ts() }, type)
      seen(channel, message.ts)
    },
  }
}

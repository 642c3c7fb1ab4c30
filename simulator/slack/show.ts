import type { Channel, Message, Plain, SlackFile, User, View } from './shapes.ts'
import type { Workspace } from './workspace.ts'

/** How things look when Slack tells of them. */
export interface Showing {
  /** `metadata` is told to those who ask for it. */
  message(channel: Channel, message: Message, withMetadata?: boolean): Plain
  user(user: User, withEmail: boolean): Plain
  channel(channel: Channel): Plain
  file(file: SlackFile): Plain
  view(view: View): Plain
}

export function createShowing(workspace: Workspace, base: () => string): Showing {
  const { team, app } = workspace

  function thread(channel: Channel, message: Message): Plain {
    if (message.thread !== undefined) {
      const root = workspace.messages.find(channel, message.thread)
      return { thread_ts: message.thread, ...(root && { parent_user_id: root.user }) }
    }
    const replies = workspace.messages.replies(channel, message.ts)
    if (replies.length === 0) return {}
    const users = [...new Set(replies.map(({ user }) => user))]
    return {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users_count: users.length,
      latest_reply: replies.at(-1)!.ts,
      reply_users: users.slice(0, 5),
      is_locked: false,
      subscribed: false,
    }
  }

  const showing: Showing = {
    message(channel, message, withMetadata = false) {
      const isGrave = message.subtype === 'tombstone'
      return {
        ...(message.subtype && { subtype: message.subtype }),
        ...(isGrave && { hidden: true }),
        user: isGrave ? 'USLACKBOT' : message.user,
        type: 'message',
        ts: message.ts,
        ...(message.clientMessageId && { client_msg_id: message.clientMessageId }),
        ...(message.bot && {
          bot_id: app.botId,
          app_id: app.id,
          bot_profile: { id: app.botId, app_id: app.id, name: app.botUser.realName, deleted: false, team_id: team.id },
        }),
        text: message.text,
        team: team.id,
        ...(message.blocks && { blocks: message.blocks }),
        ...(message.attachments && { attachments: message.attachments }),
        ...(message.files.length > 0 && { files: message.files.map(showing.file), upload: false }),
        ...(withMetadata && message.metadata && { metadata: message.metadata }),
        ...(message.edited && { edited: message.edited }),
        ...(message.reactions.length > 0 && {
          reactions: message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length })),
        }),
        ...thread(channel, message),
        ...(message.subtype === 'thread_broadcast' && rootOf(channel, message)),
      }
    },
    user({ id, name, realName, email, isBot, deleted }, withEmail) {
      const profile = {
        real_name: realName,
        real_name_normalized: realName,
        display_name: name,
        display_name_normalized: name,
        team: team.id,
        ...(withEmail && email && { email }),
      }
      return {
        id,
        team_id: team.id,
        name,
        deleted,
        real_name: realName,
        tz: 'Europe/Madrid',
        tz_offset: 3600,
        profile,
        is_admin: false,
        is_bot: isBot,
        is_app_user: false,
        updated: 1_700_000_000,
      }
    },
    channel: ({ id, name, isPrivate, botIsMember, archived }) => ({
      id,
      name,
      name_normalized: name,
      is_channel: !isPrivate,
      is_group: isPrivate,
      is_im: false,
      is_private: isPrivate,
      is_archived: archived,
      is_general: false,
      is_member: botIsMember,
      context_team_id: team.id,
      num_members: workspace.users.length,
    }),
    file(file) {
      const address = `${base()}/files-pri/${team.id}-${file.id}/${encodeURIComponent(file.name)}`
      const extension = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? 'binary'
      return {
        id: file.id,
        created: file.created,
        timestamp: file.created,
        name: file.name,
        title: file.title,
        mimetype: file.mimetype,
        filetype: extension,
        pretty_type: extension.toUpperCase(),
        user: file.user,
        user_team: team.id,
        editable: false,
        size: file.bytes.length,
        mode: 'hosted',
        is_external: false,
        external_type: '',
        is_public: true,
        public_url_shared: false,
        display_as_bot: false,
        username: '',
        url_private: address,
        url_private_download: `${address}?download=1`,
        permalink: `${base()}/files/${file.user}/${file.id}`,
        file_access: 'visible',
      }
    },
    view: ({ id, body, hash, values }) => ({
      ...body,
      id,
      team_id: team.id,
      app_id: app.id,
      app_installed_team_id: team.id,
      bot_id: app.botId,
      state: { values },
      hash,
      root_view_id: id,
      previous_view_id: null,
    }),
  }

  function rootOf(channel: Channel, { thread: ts }: Message): Plain {
    const root = ts === undefined ? undefined : workspace.messages.find(channel, ts)
    return root ? { root: showing.message(channel, root) } : {}
  }

  return showing
}

import type { Interactions, Outcome, Pressed } from './interactions.ts'
import { mimeOf } from './mime.ts'
import { change, put, takeOut } from './post.ts'
import { addReaction, removeReaction } from './react.ts'
import type { Channel, Ephemeral, Message, SlackFile, User, View } from './shapes.ts'
import type { World } from './world.ts'
import { asKept, richText } from './written.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Where {
  /** The root of the thread it is said in. */
  readonly thread?: string
  /** "Also send to #channel". */
  readonly broadcast?: boolean
}

/** What somebody of the workspace does in Slack. Channels go by name or id, messages by `ts`. */
export interface SlackPerson {
  readonly id: string
  readonly user: User
  /** Answers the `ts`. */
  says(channel: string, text: string, where?: Where): string
  uploads(channel: string, files: Upload | readonly Upload[], where?: Where & { text?: string }): string
  edits(channel: string, ts: string, text: string): void
  deletes(channel: string, ts: string): void
  /** "Share to channel" of a reply that is there already. */
  sendsToChannel(channel: string, ts: string): void
  reacts(channel: string, ts: string, name: string): void
  takesBackReaction(channel: string, ts: string, name: string): void
  /** A button or menu of a message, of an ephemeral one, or, without `on`, of the open modal. */
  presses(pressed: Pressed & { on?: { channel: string; ts: string } }): Promise<Outcome>
  /** What only this person sees, oldest first. */
  readonly ephemerals: readonly Ephemeral[]
  dismisses(ts: string): void
  /** The modal that is open on top. */
  readonly modal: View | undefined
  /** Values go by `action_id`. */
  submits(values?: Readonly<Record<string, string | readonly string[]>>): Promise<Outcome>
  closes(): Promise<Outcome>
  leaves(): void
}

export function createPerson(world: World, interactions: Interactions, user: User): SlackPerson {
  const { workspace, names } = world

  function find(named: string, ts: string): { channel: Channel; message: Message } {
    const channel = workspace.channel(named)
    const message = workspace.messages.find(channel, ts)
    if (!message) throw new Error(`There is no message ${ts} in #${channel.name}.`)
    return { channel, message }
  }

  function own(named: string, ts: string) {
    const found = find(named, ts)
    if (found.message.user !== user.id) throw new Error('People change their own messages only.')
    return found
  }

  function say(named: string, typed: string, { thread, broadcast = false }: Where, files: SlackFile[]): string {
    const channel = workspace.channel(named)
    if (thread !== undefined && !workspace.messages.canBeAnswered(channel, thread))
      throw new Error('This thread cannot be answered any more.')
    const isBroadcast = broadcast && thread !== undefined
    const subtype = files.length > 0 ? 'file_share' : isBroadcast ? 'thread_broadcast' : undefined
    const blocks = richText(names.secret().slice(0, 5), typed)
    const message = put(world, channel, {
      text: asKept(workspace, typed),
      ...(blocks.length > 0 && { blocks }),
      files,
      ...(subtype && { subtype }),
      broadcast: isBroadcast,
      clientMessageId: names.uuid(),
      user: user.id,
      bot: false,
      thread,
    })
    for (const file of files)
      file.shares.push({ channel: channel.id, ts: message.ts, ...(thread !== undefined && { thread_ts: thread }) })
    return message.ts
  }

  function fileOf({ name, bytes }: Upload): SlackFile {
    const created = Math.floor(world.agenda.now() / 1000)
    const file = { id: names.id('F'), name, title: name, mimetype: mimeOf(name), user: user.id, created, shares: [] }
    const kept: SlackFile = { ...file, bytes: Buffer.from(bytes) }
    workspace.files.set(kept.id, kept)
    return kept
  }

  const topModal = () => workspace.views.findLast((one) => one.user === user.id && one.open)
  const modal = () => {
    const view = topModal()
    if (!view) throw new Error(`${user.realName} has no modal open.`)
    return view
  }

  return {
    id: user.id,
    user,
    says: (channel, text, where = {}) => say(channel, text, where, []),
    uploads: (channel, files, { text = '', ...where } = {}) => say(channel, text, where, [files].flat().map(fileOf)),
    edits(named, ts, typed) {
      const { channel, message } = own(named, ts)
      change(world, channel, message, () => {
        message.text = asKept(workspace, typed)
        message.blocks = richText(names.secret().slice(0, 5), typed)
        message.edited = { user: user.id, ts: names.ts() }
      })
    },
    deletes(named, ts) {
      const { channel, message } = own(named, ts)
      takeOut(world, channel, message)
    },
    sendsToChannel(named, ts) {
      const { channel, message } = own(named, ts)
      if (message.thread === undefined) throw new Error('It stands in the channel already.')
      change(world, channel, message, () => {
        message.broadcast = true
        if (message.files.length === 0) message.subtype = 'thread_broadcast'
      })
    },
    reacts(named, ts, name) {
      const { channel, message } = find(named, ts)
      addReaction(world, channel, message, { name, user: user.id })
    },
    takesBackReaction(named, ts, name) {
      const { channel, message } = find(named, ts)
      removeReaction(world, channel, message, { name, user: user.id })
    },
    async presses({ on, ...pressed }) {
      if (!on) return interactions.press(user, { kind: 'view', view: modal() }, pressed)
      const ephemeral = workspace.ephemerals.find((one) => one.ts === on.ts && one.user === user.id)
      if (ephemeral) return interactions.press(user, { kind: 'ephemeral', message: ephemeral }, pressed)
      return interactions.press(user, { kind: 'message', message: find(on.channel, on.ts).message }, pressed)
    },
    get ephemerals() {
      return workspace.ephemerals.filter((one) => one.user === user.id)
    },
    dismisses(ts) {
      workspace.ephemerals = workspace.ephemerals.filter((one) => one.ts !== ts || one.user !== user.id)
    },
    get modal() {
      return topModal()
    },
    async submits(values = {}) {
      return interactions.submit(user, modal(), values)
    },
    async closes() {
      return interactions.close(user, modal())
    },
    leaves() {
      user.deleted = true
    },
  }
}

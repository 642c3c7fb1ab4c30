import type { SlackFile, SlackSaid, SlackThread } from '../../flows/store.ts'
import { sleep } from '../../flows/world.ts'
import { type Answer, blockIn, isRefused, listIn, ROOT_GONE, SlackLater, textIn } from './api.ts'
import { signsOf, withSigns } from './emoji.ts'
import { repliesTo } from './find.ts'
import type { SlackNeeds } from './needs.ts'
import { loseRoot } from './thread.ts'

/** What a person can say in a thread; everything else is Slack's own, or a program's. */
const SPOKEN = ['', 'file_share', 'thread_broadcast']

/** Something that somebody said in a thread, in the version that this tells; undefined where nobody of ours is meant. */
export function saidIn(channel: string, message: Answer): SlackSaid | undefined {
  const [ts, root, user, subtype] = ['ts', 'thread_ts', 'user', 'subtype'].map((key) => textIn(message, key)) as [
    string,
    string,
    string,
    string,
  ]
  const isProgram = message.bot_id !== undefined || message.app_id !== undefined
  if (isProgram || !SPOKEN.includes(subtype) || !channel || !ts || !user || !root || root === ts) return undefined
  return {
    channel,
    ts,
    root,
    user,
    text: withSigns(textIn(message, 'text'), signsOf(message.blocks)),
    files: listIn(message, 'files').map(fileOf),
    broadcast: subtype === 'thread_broadcast',
    // The preview of a link changes a message too, and says nothing.
    version: textIn(blockIn(message, 'edited'), 'ts'),
    deleted: false,
  }
}

const fileOf = (file: Answer): SlackFile => ({
  id: textIn(file, 'id'),
  name: textIn(file, 'name') || textIn(file, 'title'),
  mime: textIn(file, 'mimetype'),
  size: typeof file.size === 'number' ? file.size : 0,
  url: textIn(file, 'url_private_download') || textIn(file, 'url_private'),
})

/** What an event tells: something said, in some version; or that a message is gone. */
export function readEvent(body: Answer): { said?: SlackSaid; gone?: { channel: string; ts: string } } {
  const event = blockIn(body, 'event')
  if (event.type !== 'message') return {}
  const channel = textIn(event, 'channel')
  const before = blockIn(event, 'previous_message')
  if (event.subtype === 'message_deleted') {
    const ts = textIn(event, 'deleted_ts') || textIn(before, 'ts')
    const said = saidIn(channel, { ...before, ts })
    return said ? { said: { ...said, deleted: true } } : { gone: { channel, ts } }
  }
  if (event.subtype === 'message_changed') {
    const message = blockIn(event, 'message')
    // What has answers leaves a gravestone.
    if (message.subtype === 'tombstone') return { gone: { channel, ts: textIn(message, 'ts') } }
    const said = saidIn(channel, message)
    return said ? { said } : {}
  }
  const said = saidIn(channel, event)
  return said ? { said } : {}
}

/** Keeps what concerns a thread of ours. Only then it is acknowledged. */
export async function hear(needs: SlackNeeds, body: Answer): Promise<void> {
  const { said, gone } = readEvent(body)
  if (said) await keep(needs, said)
  if (!gone) return
  const { business, store, clock, wake } = needs
  const thread = await store.slackThreadAt({ business, channel: gone.channel, root: gone.ts })
  if (!thread || thread.released) return
  await loseRoot(needs, thread)
  await store.promiseSlack({ business, id: thread.conversation }, clock.now())
  wake(clock.now())
}

async function keep({ business, store, clock, wake }: SlackNeeds, said: SlackSaid): Promise<void> {
  const thread = await store.slackThreadAt({ business, channel: said.channel, root: said.root })
  if (!thread) return
  const { conversation, handoff, line } = thread
  const now = clock.now()
  if (await store.hearSlack({ ...said, business, conversation, handoff, line, now })) wake(now)
}

/** Reads what was said while nobody listened, in all threads that are open. */
export async function catchUp(needs: SlackNeeds, signal: AbortSignal): Promise<void> {
  for (const thread of await needs.store.openSlackThreads(needs.business))
    for (;;) {
      if (signal.aborted) return
      try {
        await readThread(needs, thread)
        break
      } catch (error) {
        if (!(error instanceof SlackLater)) throw error
        await sleep(needs.clock, error.afterMs ?? 1_000)
      }
    }
}

async function readThread(needs: SlackNeeds, thread: SlackThread): Promise<void> {
  const { business, store, reach, clock, wake } = needs
  const { channel, root, handoff } = thread
  let last = thread.seen
  try {
    for await (const message of repliesTo(reach, { channel, root, oldest: thread.seen || root })) {
      const said = saidIn(channel, message)
      if (said) await keep(needs, said)
      const ts = textIn(message, 'ts')
      if (ts > last) last = ts
    }
  } catch (error) {
    if (!isRefused(error, ...ROOT_GONE)) throw error
    await loseRoot(needs, thread)
    await store.promiseSlack({ business, id: thread.conversation }, clock.now())
    return wake(clock.now())
  }
  const now = await store.slackThread({ business, handoff })
  if (now?.root === root && last > now.seen) await store.keepSlackThread({ ...now, seen: last })
}

import type { ChangeNews, HandoffNews, MessageNews } from '../../domain/desk.ts'
import type { SlackPost, SlackThread } from '../../flows/store.ts'
import { isRefused, SlackRefused, textIn } from './api.ts'
import { type Block, context, fallback } from './blocks.ts'
import { findReply, marked } from './find.ts'
import { escaped } from './mrkdwn.ts'
import type { SlackNeeds } from './needs.ts'
import { isRootGone, loseRoot, threadOf } from './thread.ts'
import { changeInWords, messageInWords, turnsInWords } from './words.ts'

/** What stands in a thread beside its card: words, blocks where they need more, a file. */
export interface Line {
  readonly text: string
  readonly blocks?: readonly Block[] | undefined
  /** In the channel as well. */
  readonly broadcast?: boolean | undefined
}

const LARGEST_FILE = 100 * 1024 * 1024
const LAST_TURNS = 6

/** Brings what was told to the threads of this conversation, in the order in which it was told. */
export async function postAll(needs: SlackNeeds, conversation: string, signal: AbortSignal): Promise<void> {
  const { business, store, log } = needs
  for (;;) {
    const posts = await store.slackPosts({ business, id: conversation })
    if (posts.length === 0) return
    for (const post of posts) {
      signal.throwIfAborted()
      if (post.kind === 'handoff' && !post.tried) await store.trySlackPost({ business, id: post.id })
      const thread = await threadOf(needs, post.handoff, post.tried)
      try {
        const ts = thread && (await bring(needs, thread, post))
        await store.endSlackPost({ business, id: post.id, ts })
      } catch (error) {
        if (thread && isRootGone(error)) await loseRoot(needs, thread)
        // What Slack will never take keeps nothing else waiting.
        else if (error instanceof SlackRefused) {
          log.error('slack-post-refused', { post: post.id, kind: post.kind, error })
          await store.endSlackPost({ business, id: post.id, ts: undefined })
        } else throw error
        break
      }
    }
  }
}

async function bring(needs: SlackNeeds, thread: SlackThread, post: SlackPost): Promise<string> {
  const { desk, store, business } = needs
  switch (post.kind) {
    case 'handoff': {
      const threads = await store.slackThreadsOf({ business, id: thread.conversation })
      const isShared = threads.some(({ handoff, root }) => handoff !== thread.handoff && root === thread.root)
      const { summary, reason } = post.news as HandoffNews
      return isShared && reason !== 'teammate_took'
        ? say(needs, thread, post, { text: `Again: ${escaped(summary)}`, broadcast: true })
        : thread.root
    }
    case 'turns': {
      const page = await desk.thread(thread.conversation, { most: LAST_TURNS })
      const words = turnsInWords((page?.messages ?? []).filter((one) => isBefore(one, thread.openedAt)))
      return words === '' ? thread.root : say(needs, thread, post, { text: fallback(words), blocks: [context(words)] })
    }
    case 'message':
      return bringMessage(needs, thread, post, post.news as MessageNews)
    case 'change': {
      const words = changeInWords(post.news as ChangeNews)
      return words === '' ? thread.root : say(needs, thread, post, { text: words, blocks: [context(words)] })
    }
    case 'line':
      return say(needs, thread, post, post.news as Line)
  }
}

/** What was said from then on comes by itself. */
const isBefore = ({ at, author }: { at: number; author: string }, openedAt: number) =>
  at < openedAt || (at === openedAt && author === 'customer')

async function bringMessage(needs: SlackNeeds, thread: SlackThread, post: SlackPost, news: MessageNews) {
  const { store, business, desk, lines } = needs
  // It stands there already: somebody has written it there.
  if (await store.isSlackRelay({ business, message: news.id })) return thread.root
  const elsewhere =
    news.line === thread.line ? undefined : lines.all.find(({ name }) => name === news.line)?.displayName
  const text = messageInWords(news, elsewhere)
  if (!hasFile(news.content)) return say(needs, thread, post, { text })
  const file = await desk.messageFile(news.conversation, news.id)
  if (file.kind !== 'file' || file.bytes.length === 0 || file.bytes.length > LARGEST_FILE) {
    const why = file.kind === 'failed' ? file.reason : 'open it in the desk'
    return say(needs, thread, post, { text: `${text}\n_The file is not here: ${escaped(why)}_` })
  }
  return sayWithFile(needs, thread, post, { text, name: file.name, bytes: file.bytes })
}

const FILES = ['image', 'video', 'audio', 'document', 'sticker']
const hasFile = (content: unknown) =>
  typeof content === 'object' && content !== null && FILES.includes(String((content as { kind?: unknown }).kind))

/** Says it once: where an earlier try may have arrived, it is looked for. */
async function say(needs: SlackNeeds, thread: SlackThread, post: SlackPost, line: Line): Promise<string> {
  const { reach, store, business } = needs
  const { channel, root } = thread
  if (post.tried) {
    const found = await findReply(reach, { channel, root, since: post.at }, { id: post.id })
    if (found) return found
  }
  const plain = {
    channel,
    thread_ts: root,
    text: line.text,
    metadata: marked(post.id),
    unfurl_links: false,
    unfurl_media: false,
    ...(line.broadcast && { reply_broadcast: true }),
  }
  await store.trySlackPost({ business, id: post.id })
  const answer = await reach
    .call('chat.postMessage', { ...plain, ...(line.blocks && { blocks: line.blocks }) })
    .catch((error) => {
      if (!line.blocks || !isRefused(error, 'invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'))
        throw error
      return reach.call('chat.postMessage', plain)
    })
  return textIn(answer, 'ts')
}

/** A file has no mark of ours: it is known by the id that Slack gave it before it was shared. */
async function sayWithFile(
  needs: SlackNeeds,
  thread: SlackThread,
  post: SlackPost,
  { text, name, bytes }: { text: string; name: string; bytes: Uint8Array },
): Promise<string> {
  const { reach, store, business } = needs
  const { channel, root } = thread
  if (post.file) {
    const found = await findReply(reach, { channel, root, since: post.at }, { id: post.id, file: post.file })
    if (found) return found
  }
  const begun = await reach.call('files.getUploadURLExternal', { filename: name, length: bytes.length })
  const file = textIn(begun, 'file_id')
  await reach.upload(textIn(begun, 'upload_url'), bytes)
  await store.trySlackPost({ business, id: post.id, file })
  await reach.call('files.completeUploadExternal', {
    files: [{ id: file, title: name }],
    channel_id: channel,
    thread_ts: root,
    initial_comment: text,
  })
  return `file ${file}`
}

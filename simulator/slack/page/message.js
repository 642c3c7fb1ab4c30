// One message, as it stands in a channel or a thread.
import { element } from './asking.js'
import { blocks } from './blocks.js'
import { emoji, mrkdwn } from './mrkdwn.js'

const initial = (name = '') => [...name.trim()][0]?.toUpperCase() ?? '?'
const clock = (ts) => new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })

/**
 * `context`: who there is (`names`, `people`), who looks (`me`), whether it is in a thread, and what can be done with it
 * (`act`, `openThread`, `edit`, `remove`, `share`, `dismiss`).
 */
export function messageNode(message, context) {
  const { names, me, inThread } = context
  const isApp = message.bot_id !== undefined
  const isGrave = message.subtype === 'tombstone'
  const author = message.ephemeral || isApp ? context.app.name : names(message.user)
  const head = element(
    'p',
    { className: 'head' },
    element('bdi', { className: 'author' }, isGrave ? 'Nobody' : author),
    message.ephemeral || isApp ? element('span', { className: 'badge' }, 'app') : '',
    element('time', {}, clock(message.ts)),
    message.ephemeral ? element('span', { className: 'hint' }, 'only you see this') : '',
  )
  const body = element('div', { className: 'body' }, head, ...content(message, context))
  if (!inThread && message.reply_count) body.append(repliesButton(message, context))
  const face = isApp || message.ephemeral ? '⌁' : initial(author)
  const node = element(
    'li',
    { className: 'message', dataset: { ts: message.ts } },
    element('span', { className: 'face', attributes: { 'aria-hidden': 'true' } }, isGrave ? '·' : face),
    body,
  )
  node.classList.toggle('ephemeral', Boolean(message.ephemeral))
  node.classList.toggle('grave', isGrave)
  if (!isGrave) node.append(tools(message, { ...context, mine: message.user === me, isApp }))
  return node
}

function content(message, context) {
  const { names, inThread } = context
  const parts = []
  if (message.thread_ts && message.thread_ts !== message.ts && !inThread && message.root)
    parts.push(element('p', { className: 'hint' }, 'replied to a thread'))
  const isPlain = !message.blocks || message.blocks.every(({ type }) => type === 'rich_text')
  if (!isPlain) parts.push(element('div', { className: 'blocks' }, ...blocks(message.blocks, context)))
  else if (message.text) parts.push(element('div', { className: 'text', dir: 'auto' }, mrkdwn(message.text, names)))
  for (const attachment of message.attachments ?? [])
    parts.push(element('div', { className: 'attachment', dir: 'auto' }, attachment.title ?? attachment.fallback ?? ''))
  for (const file of message.files ?? []) parts.push(fileNode(file))
  if (message.edited && isPlain) parts.push(element('span', { className: 'hint' }, '(edited)'))
  if (message.reactions?.length) {
    const chips = message.reactions.map(({ name, count, users }) =>
      element(
        'span',
        { className: 'chip', title: `:${name}: ${users.map(names).join(', ')}` },
        `${emoji(name)} ${count}`,
      ),
    )
    parts.push(element('p', { className: 'reactions' }, ...chips))
  }
  return parts
}

function fileNode({ id, name, mimetype, size }) {
  const address = `/slack/control/file?id=${encodeURIComponent(id)}`
  if (/^image\/(png|jpeg|gif|webp)$/.test(mimetype))
    return element('img', { className: 'photo', src: address, alt: name })
  const kilobytes = `${Math.max(1, Math.round(size / 1024))} kB`
  return element('a', { className: 'file', href: address, download: name }, `${name}, ${kilobytes}`)
}

function repliesButton(message, { openThread }) {
  const { reply_count: count } = message
  const button = element(
    'button',
    { type: 'button', className: 'replies' },
    count === 1 ? '1 reply' : `${count} replies`,
  )
  button.addEventListener('click', () => openThread(message.ts))
  return button
}

function tools(message, context) {
  const { openThread, edit, remove, share, dismiss, inThread, mine, isApp } = context
  const bar = element('div', { className: 'bar' })
  const add = (text, run) => {
    const button = element('button', { type: 'button', className: 'plain' }, text)
    button.addEventListener('click', run)
    bar.append(button)
  }
  if (message.ephemeral) {
    add('Dismiss', () => dismiss(message.ts))
    return bar
  }
  if (!inThread) add('Reply', () => openThread(message.thread_ts ?? message.ts))
  if (mine) add('Edit', () => edit(message))
  if (mine && inThread && message.thread_ts !== message.ts && message.subtype === undefined)
    add('Send to channel', () => share(message.ts))
  if (mine || isApp) add('Delete', () => remove(message.ts))
  return bar
}

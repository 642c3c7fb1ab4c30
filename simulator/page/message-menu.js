// What can be done with one message.
import { openMenu } from './menu.js'

const EMOJI = { '👍': 'Thumbs up', '❤️': 'Heart', '😂': 'Laughing', '😮': 'Surprised', '😢': 'Sad', '🙏': 'Thanks' }
const EDITABLE = ['text', 'image', 'video', 'document']

/** `acts`: answer, react, edit, remove. */
export function openMessageMenu(button, entry, acts) {
  const reactions = Object.entries(EMOJI).map(([emoji, name]) => {
    const mine = entry.reaction === emoji
    return { label: emoji, name, checked: mine, run: () => acts.react(entry, mine ? '' : emoji) }
  })
  const own = entry.kind === 'said'
  openMenu(button, 'Message', [
    reactions,
    { label: 'Answer', run: () => acts.answer(entry) },
    ...(own && EDITABLE.includes(entry.type) ? [{ label: 'Edit', run: () => acts.edit(entry) }] : []),
    ...(own ? [{ label: 'Delete for everyone', run: () => acts.remove(entry) }] : []),
  ])
}

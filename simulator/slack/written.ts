import type { Plain } from './shapes.ts'
import type { Workspace } from './workspace.ts'

/** What Slack's own apps make of an emoji; the names are Slack's. */
const EMOJI: Readonly<Record<string, string>> = {
  '👍': '+1',
  '🙏': 'pray',
  '😀': 'grinning',
  '🙂': 'slightly_smiling_face',
  '😊': 'blush',
  '😉': 'wink',
  '❤️': 'heart',
  '🎉': 'tada',
  '✅': 'white_check_mark',
  '👀': 'eyes',
  '📦': 'package',
}

const URL_WRITTEN = /https?:\/\/[^\s<>]+[^\s<>.,;:!?)]/g

/** What somebody types, as Slack keeps it: three characters escaped, links and names in angle brackets, emoji by name. */
export function asKept({ users }: Workspace, typed: string): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const linked = escaped.replaceAll(URL_WRITTEN, (url) => `<${url}>`)
  const named = linked.replaceAll(/(?<![\w@])@(\w[\w.-]*\w|\w)/g, (whole, handle: string) => {
    const user = users.find(({ name }) => name === handle)
    return user ? `<@${user.id}>` : whole
  })
  return Object.entries(EMOJI).reduce((text, [emoji, name]) => text.replaceAll(emoji, `:${name}:`), named)
}

/** The block that stands beside a person's text. */
export function richText(blockId: string, typed: string): Plain[] {
  if (typed === '') return []
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: typed }] }
  return [{ type: 'rich_text', block_id: blockId, elements: [section] }]
}

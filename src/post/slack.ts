import type { PostOutcome } from '../flows/post.ts'
import type { KeptPost } from '../flows/store.ts'
import { type Outside, request } from './request.ts'

/** Longer texts are cut by Slack itself. */
const LONGEST_TEXT = 39_000

/** To an incoming webhook of a channel. */
export function sendToSlack({ slack }: { slack: string }, { text }: KeptPost, reach: Outside): Promise<PostOutcome> {
  return request(reach, slack, { body: JSON.stringify({ text: escaped(text.slice(0, LONGEST_TEXT)) }) })
}

/** What a customer has written must not call everybody (`<!channel>`) nor dress up a link. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

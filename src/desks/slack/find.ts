import { type Answer, blockIn, listIn, type SlackApi, textIn } from './api.ts'
import { tsOf } from './needs.ts'

/** What every message of ours carries, so that it is found again when its answer was lost. */
export const EVENT_TYPE = 'wabaton_post'
export const marked = (id: string): Answer => ({ event_type: EVENT_TYPE, event_payload: { id } })

const idOf = (message: Answer): string => {
  const metadata = blockIn(message, 'metadata')
  return metadata.event_type === EVENT_TYPE ? textIn(blockIn(metadata, 'event_payload'), 'id') : ''
}

const MOST_PAGES = 20
/** Clocks differ. */
const EARLIER_MS = 5 * 60_000

/** All that is said below a root since then, page by page. */
export async function* repliesTo(api: SlackApi, place: { channel: string; root: string; oldest: string }) {
  const { channel, root, oldest } = place
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.call('conversations.replies', {
      channel,
      ts: root,
      oldest,
      limit: 200,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    })
    yield* listIn(answer, 'messages')
    cursor = textIn(blockIn(answer, 'response_metadata'), 'next_cursor')
    if (cursor === '') return
  }
}

/** The `ts` of the message that carries this mark, or holds this file. */
export async function findReply(
  api: SlackApi,
  place: { channel: string; root: string; since: number },
  wanted: { id: string; file?: string | undefined },
): Promise<string | undefined> {
  for await (const message of repliesTo(api, { ...place, oldest: tsOf(place.since - EARLIER_MS) }))
    if (idOf(message) === wanted.id || holds(message, wanted.file)) return textIn(message, 'ts')
  return undefined
}

const holds = (message: Answer, file: string | undefined) =>
  file !== undefined && listIn(message, 'files').some((one) => textIn(one, 'id') === file)

export async function findRoot(
  api: SlackApi,
  place: { channel: string; since: number },
  id: string,
): Promise<string | undefined> {
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.call('conversations.history', {
      channel: place.channel,
      oldest: tsOf(place.since - EARLIER_MS),
      limit: 200,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    })
    const found = listIn(answer, 'messages').find((message) => idOf(message) === id)
    if (found) return textIn(found, 'ts')
    cursor = textIn(blockIn(answer, 'response_metadata'), 'next_cursor')
    if (cursor === '') return undefined
  }
  return undefined
}

/** Histories are asked for by the id of a channel; settings may name it. */
export async function channelId(api: SlackApi, named: string): Promise<string | undefined> {
  if (/^[CG][A-Z0-9]{6,}$/.test(named)) return named
  const wanted = named.replace(/^#/, '')
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.call('conversations.list', {
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 200,
      ...(cursor && { cursor }),
    })
    const found = listIn(answer, 'channels').find((one) => textIn(one, 'name') === wanted)
    if (found) return textIn(found, 'id')
    cursor = textIn(blockIn(answer, 'response_metadata'), 'next_cursor')
    if (cursor === '') return undefined
  }
  return undefined
}

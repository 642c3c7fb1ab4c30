import type { SlackHeard, SlackRelay, Tick } from '../../flows/store.ts'
import type { Button } from './blocks.ts'
import { escaped, toWhatsApp } from './mrkdwn.ts'
import { derivedId, type SlackNeeds } from './needs.ts'
import { settle } from './send.ts'
import { mark, placeOf, unmark, whisper } from './whisper.ts'
import { asking } from './words.ts'

const TAKEN_BACK = 'taken back'
const wasTaken = ({ state, error }: SlackRelay) => state === 'dropped' && error?.reason === TAKEN_BACK
/** Not yet on the wire. */
const isHeld = (relay: SlackRelay) => relay.state === 'queued' || wasTaken(relay) || relay.state === 'none'

/**
 * Somebody has changed or deleted what was sent. What has not left yet is called back, and handed back here to be sent as
 * it is now; of what has left they are told that it comes too late. Undefined where there is nothing more to do.
 */
export async function withdraw(needs: SlackNeeds, said: SlackHeard): Promise<SlackHeard | undefined> {
  const { business, store, desk, people } = needs
  const isEdited = !said.deleted && said.version > said.sentVersion && said.toldVersion !== said.version
  const isDeleted = said.deleted && said.toldVersion !== 'deleted'
  if (!isEdited && !isDeleted) return undefined
  if (isEdited && toWhatsApp(said.text) === toWhatsApp(said.sentText)) {
    await settle(needs, said, 'sent', { sentVersion: said.version })
    return undefined
  }
  const named = { business, channel: said.channel, ts: said.ts }
  const relays = await store.slackRelays(named)
  const somebody = await people.who(said.user)
  let back = relays.every(isHeld) && somebody.kind === 'teammate'
  if (back && somebody.kind === 'teammate')
    for (const relay of relays.filter((one) => one.state === 'queued')) {
      const taken = await desk.takeBack(said.conversation, relay.message, { by: somebody.person })
      // Of several it may have taken others along.
      if (
        taken.kind !== 'taken-back' &&
        !(await store.slackRelays(named)).some((one) => one.message === relay.message && wasTaken(one))
      )
        back = false
    }
  if (!back) {
    await tooLate(needs, said)
    return undefined
  }
  await store.keepSlackRelays({ ...named, conversation: said.conversation, messages: [] })
  const anew = { ...said, sentVersion: '', sentText: '', tick: '' as const }
  await settle(needs, anew, isDeleted ? 'withdrawn' : 'new')
  return isDeleted ? undefined : { ...anew, state: 'new' }
}

async function tooLate(needs: SlackNeeds, said: SlackHeard): Promise<unknown> {
  if (said.deleted) {
    await whisper(needs, placeOf(said), 'WhatsApp already has it: it cannot be taken back there.')
    return settle(needs, said, 'sent', { toldVersion: 'deleted' })
  }
  const value = { ch: said.channel, ts: said.ts, v: said.version }
  const correct: Button = { text: 'Send correction', action: 'wabaton_correct', value }
  await whisper(needs, placeOf(said), 'WhatsApp already has the first text.', [correct])
  return settle(needs, said, 'sent', { toldVersion: said.version })
}

const SIGNS: Readonly<Record<Exclude<Tick, ''>, string>> = { accepted: 'white_check_mark', read: 'eyes', failed: 'x' }

/** How far it has come, as a sign below what was written. */
export async function tick(needs: SlackNeeds, said: SlackHeard): Promise<void> {
  const { business, store } = needs
  const relays = await store.slackRelays({ business, channel: said.channel, ts: said.ts })
  const now = tickOf(relays)
  if (now === said.tick) return
  if (said.tick === 'failed' && !said.deleted) await unmark(needs, said, SIGNS.failed)
  if (now !== '' && !said.deleted) {
    if (now === 'read' && said.tick !== 'accepted') await mark(needs, said, SIGNS.accepted)
    await mark(needs, said, SIGNS[now])
  }
  if (now === 'failed') await tellFailure(needs, said, relays)
  await settle(needs, said, 'sent', { tick: now })
}

const AHEAD: readonly (readonly [Tick, readonly string[]])[] = [
  ['failed', ['failed', 'unconfirmed', 'dropped']],
  ['read', ['read', 'played']],
  ['accepted', ['accepted', 'sent', 'delivered']],
]

/** As far as the slowest of its messages. */
export function tickOf(relays: readonly SlackRelay[]): Tick {
  const each = relays.map((relay): Tick => {
    if (wasTaken(relay)) return ''
    return AHEAD.find(([, states]) => states.includes(relay.state))?.[0] ?? ''
  })
  if (each.includes('failed')) return 'failed'
  if (each.length === 0 || each.includes('')) return ''
  return each.every((one) => one === 'read') ? 'read' : 'accepted'
}

/** One line in the thread, for everybody there: why it did not arrive, and what can be done. */
async function tellFailure(
  { business, store, clock }: SlackNeeds,
  said: SlackHeard,
  relays: readonly SlackRelay[],
): Promise<void> {
  const failed = relays.find(({ state }) => ['failed', 'unconfirmed', 'dropped'].includes(state))!
  const { code, reason } = failed.error ?? { code: undefined, reason: 'nobody knows why' }
  const isClosed = code === 131047
  const cure = isClosed ? ' Send an approved template from the desk.' : ''
  const what = failed.state === 'unconfirmed' ? 'Perhaps not delivered' : 'Not delivered'
  const text = `${what}: ${code === undefined ? '' : `${code}, `}${escaped(reason)}.${cure}`.replace('..', '.')
  const value = { ch: said.channel, ts: said.ts, m: failed.message }
  const buttons: Button[] =
    failed.state === 'failed' && !isClosed ? [{ text: 'Retry', action: 'wabaton_retry', value }] : []
  const id = derivedId(said.channel, said.ts, 'failed', failed.message)
  const { handoff } = said
  await store.keepSlackPost({ business, handoff, id, kind: 'line', news: asking(text, buttons), now: clock.now() })
}

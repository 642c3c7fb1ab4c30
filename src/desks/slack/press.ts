import { type Action, can } from '../../domain/access.ts'
import type { Person } from '../../domain/ownership.ts'
import type { SlackHeard } from '../../flows/store.ts'
import { type Answer, blockIn, listIn, SlackRefused, textIn } from './api.ts'
import type { CardValue } from './card.ts'
import { draftModal, releaseModal } from './modals.ts'
import { derivedId, type SlackNeeds } from './needs.ts'
import { meantAs } from './said.ts'
import { settle, whyNot } from './send.ts'
import { type Place, whisper } from './whisper.ts'
import { NOT_ALLOWED, NOT_LINKED } from './words.ts'

/** A press of a button: who, where, and what the button hands back. */
interface Press {
  readonly place: Place
  readonly user: string
  readonly trigger: string
  readonly value: Answer
}

type Pressed = (needs: SlackNeeds, press: Press) => Promise<string | undefined>

/** What each button does. The words that are handed back are for whoever has pressed it. */
const BUTTONS: Readonly<Record<string, Pressed>> = {
  wabaton_take: take,
  wabaton_undo: undo,
  wabaton_release: openRelease,
  wabaton_draft: openDraft,
  wabaton_send: (needs, press) => decideOn(needs, press, 'meant'),
  wabaton_keep: (needs, press) => decideOn(needs, press, 'aside'),
  wabaton_correct: correct,
  wabaton_retry: retry,
}

export async function press(needs: SlackNeeds, body: Answer): Promise<void> {
  const [action] = listIn(body, 'actions')
  const act = BUTTONS[action ? textIn(action, 'action_id') : '']
  if (!action || !act) return
  const user = textIn(blockIn(body, 'user'), 'id')
  const container = blockIn(body, 'container')
  const root = textIn(container, 'thread_ts')
  // Below the card itself only those would see an answer who have its thread open.
  const isBelow = root !== '' && root !== textIn(container, 'message_ts')
  const place: Place = { channel: textIn(blockIn(body, 'channel'), 'id'), root: isBelow ? root : undefined, user }
  const words = await act(needs, {
    place,
    user,
    trigger: textIn(body, 'trigger_id'),
    value: readValue(textIn(action, 'value')),
  })
  if (words !== undefined) tellSoon(needs, place, words)
}

/** Slack waits three seconds for our answer, and for nothing else. */
function tellSoon(needs: SlackNeeds, place: Place, words: string, buttons: Parameters<typeof whisper>[3] = []) {
  whisper(needs, place, words, buttons).catch((error) => needs.log.warn('slack-whisper-failed', { error }))
}

export function readValue(written: string): Answer {
  try {
    const value: unknown = JSON.parse(written)
    return typeof value === 'object' && value !== null ? (value as Answer) : {}
  } catch {
    return {}
  }
}

export type Permitted =
  | {
      readonly kind: 'yes'
      readonly person: Person
      readonly owner: string
      readonly teammate: string | undefined
      readonly epoch: number
    }
  | { readonly kind: 'no'; readonly words: string }

/** Whether this person may do it to this conversation, by our own rules. */
export async function permit(
  needs: SlackNeeds,
  user: string,
  conversation: string,
  action: Action,
): Promise<Permitted> {
  const somebody = await needs.people.who(user)
  if (somebody.kind === 'stranger') return { kind: 'no', words: NOT_LINKED(user) }
  const found = await needs.desk.conversation(conversation)
  if (!found || !can(somebody.actor, action, { line: found.line })) return { kind: 'no', words: NOT_ALLOWED }
  return { kind: 'yes', person: somebody.person, owner: found.owner, teammate: found.teammate?.id, epoch: found.epoch }
}

async function take(needs: SlackNeeds, { user, value, place }: Press): Promise<string | undefined> {
  const { c, e } = value as Partial<CardValue>
  const permitted = await permit(needs, user, String(c), 'conversation.claim')
  if (permitted.kind === 'no') return permitted.words
  const { person } = permitted
  const taken = await needs.desk.claim(String(c), { by: person, source: 'slack', epoch: Number(e) })
  await soon(needs, String(c))
  if (taken.kind === 'passed') {
    tellSoon(needs, place, TAKEN, [{ text: 'Undo', action: 'wabaton_undo', value: { c } }])
    return undefined
  }
  if (taken.kind === 'unknown' || taken.kind === 'no-agent') return 'The conversation is gone.'
  const { teammate } = taken.now
  if (teammate?.id === person.id) return 'You have it already.'
  return teammate ? `${teammate.name} took it.` : 'The case has changed meanwhile: look at its card again.'
}

const TAKEN = 'You have it now: what you write in this thread reaches the customer. Begin with `//` for a note.'

async function undo(needs: SlackNeeds, { user, value }: Press): Promise<string | undefined> {
  const permitted = await permit(needs, user, String(value.c), 'conversation.claim')
  if (permitted.kind === 'no') return permitted.words
  const undone = await needs.desk.undo(String(value.c), { by: permitted.person, source: 'slack' })
  await soon(needs, String(value.c))
  return undone.kind === 'passed' ? undefined : 'There is nothing to take back any more.'
}

async function openRelease(needs: SlackNeeds, { user, trigger, value }: Press): Promise<string | undefined> {
  const permitted = await permit(needs, user, String(value.c), 'conversation.release')
  if (permitted.kind === 'no') return permitted.words
  return openModal(needs, trigger, releaseModal(value))
}

/** Slack lets one open for three seconds after the press. */
async function openModal({ reach }: SlackNeeds, trigger: string, view: Answer): Promise<string | undefined> {
  try {
    await reach.call('views.open', { trigger_id: trigger, view })
    return undefined
  } catch (error) {
    if (error instanceof SlackRefused) return 'It took too long: press it again.'
    throw error
  }
}

async function openDraft(needs: SlackNeeds, { user, trigger, value }: Press): Promise<string | undefined> {
  const permitted = await permit(needs, user, String(value.c), 'conversation.reply')
  if (permitted.kind === 'no') return permitted.words
  const handoff = await needs.desk.handoff(String(value.h))
  const draft = handoff?.briefing?.draft
  if (draft === undefined || needs.settings.relay === 'alerts-only') return 'There is no draft any more.'
  return openModal(needs, trigger, draftModal(value, { draft }))
}

async function saidOf({ business, store }: SlackNeeds, value: Answer): Promise<SlackHeard | undefined> {
  return store.slackSaid({ business, channel: textIn(value, 'ch'), ts: textIn(value, 'ts') })
}

/** Whoever wrote it says what it is; it is seen to with all else of that conversation, one after another. */
async function decideOn(needs: SlackNeeds, { user, value }: Press, as: 'meant' | 'aside'): Promise<string | undefined> {
  const said = await saidOf(needs, value)
  // The question is there a moment before it is written down that it was asked.
  if (said?.state === 'new' && said.user === user) return 'One moment: press it again.'
  if (!said || said.user !== user || said.state !== 'asked' || said.deleted) return 'This was decided already.'
  const permitted = await permit(
    needs,
    user,
    said.conversation,
    as === 'meant' ? 'conversation.reply' : 'conversation.note',
  )
  if (permitted.kind === 'no') return permitted.words
  if (as === 'meant' && needs.settings.relay === 'alerts-only') return 'From here nothing is sent to customers.'
  await settle(needs, said, as, { toldVersion: meantAs({ epoch: Number(value.e), over: true }) })
  await soon(needs, said.conversation)
  return undefined
}

async function correct(needs: SlackNeeds, { user, value }: Press): Promise<string | undefined> {
  const said = await saidOf(needs, value)
  if (!said || said.user !== user || said.state !== 'sent' || said.version !== value.v || said.deleted)
    return 'There is nothing to correct any more.'
  const permitted = await permit(needs, user, said.conversation, 'conversation.reply')
  if (permitted.kind === 'no') return permitted.words
  const { epoch } = permitted
  if (!isFree(permitted)) return `Not sent. ${NOT_YOURS}`
  await settle(needs, said, 'meant', { toldVersion: meantAs({ epoch, over: false }) })
  await soon(needs, said.conversation)
  return undefined
}

async function retry(needs: SlackNeeds, { user, value }: Press): Promise<string | undefined> {
  const { business, desk, store, settings } = needs
  const said = await saidOf(needs, value)
  if (!said) return 'There is nothing to send any more.'
  const permitted = await permit(needs, user, said.conversation, 'conversation.reply')
  if (permitted.kind === 'no') return permitted.words
  const { person, epoch } = permitted
  if (!isFree(permitted) || settings.relay === 'alerts-only') return `Not sent. ${NOT_YOURS}`
  const failed = textIn(value, 'm')
  const id = derivedId(failed, 'retry')
  const again = await desk.retry(said.conversation, failed, {
    by: person,
    source: 'slack',
    id,
    epoch,
    holdMs: settings.holdMs,
  })
  if (again.kind === 'not-failed') return 'It was tried again already.'
  if (again.kind !== 'queued') return `Not sent. ${whyNot(again)}`
  const named = { business, channel: said.channel, ts: said.ts }
  const others = (await store.slackRelays(named)).map(({ message }) => message).filter((one) => one !== failed)
  const messages = [...new Set([...others, ...again.messages])]
  await store.keepSlackRelays({ ...named, conversation: said.conversation, messages })
  await soon(needs, said.conversation)
  return undefined
}

export const NOT_YOURS = 'Take the case first.'

/** It is theirs, or waits for somebody. */
export const isFree = ({ owner, teammate, person }: Extract<Permitted, { kind: 'yes' }>) =>
  owner === 'waiting' || (owner === 'teammate' && teammate === person.id)

export async function soon({ business, store, clock, wake }: SlackNeeds, conversation: string): Promise<void> {
  await store.promiseSlack({ business, id: conversation }, clock.now())
  wake(clock.now())
}

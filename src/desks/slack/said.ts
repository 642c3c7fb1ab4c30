import { can } from '../../domain/access.ts'
import type { Person } from '../../domain/ownership.ts'
import type { SlackHeard, SlackState } from '../../flows/store.ts'
import { fetchFiles } from './attach.ts'
import type { Button } from './blocks.ts'
import { atOf, derivedId, type SlackNeeds } from './needs.ts'
import { DOUBT_MS, holdersAround, isNote, type Verdict, verdictOn } from './relay.ts'
import { hasBegun, send, settle } from './send.ts'
import { tick, withdraw } from './sent.ts'
import { mark, placeOf, whisper } from './whisper.ts'
import { NOT_ALLOWED, NOT_LINKED } from './words.ts'

/** What the buttons below a question hand back: the message that it is about. */
export interface AskValue {
  readonly ch: string
  readonly ts: string
  readonly e: number
}

/** Sees to all that was said in the threads of this conversation, each until it is settled. */
export async function seeToAll(needs: SlackNeeds, conversation: string, signal: AbortSignal): Promise<void> {
  for (const said of await needs.store.slackUnsettled({ business: needs.business, id: conversation })) {
    signal.throwIfAborted()
    await seeTo(needs, said)
  }
}

async function seeTo(needs: SlackNeeds, said: SlackHeard): Promise<unknown> {
  if (said.state === 'sent') {
    const anew = await withdraw(needs, said)
    return anew ? decide(needs, anew) : tick(needs, said)
  }
  // It was about to leave as somebody stopped us: what has begun is brought to its end.
  if (said.state === 'sending' && (await hasBegun(needs, said))) {
    const begun = { ...said, version: said.sentVersion, text: said.sentText }
    return void (await send(needs, begun, { epoch: -1, over: false }))
  }
  return decide(needs, said)
}

async function decide(needs: SlackNeeds, said: SlackHeard): Promise<unknown> {
  if (said.deleted) return settle(needs, said, 'withdrawn')
  const somebody = await needs.people.who(said.user)
  const aside = isNote(said.text)
  if (somebody.kind === 'stranger') {
    if (needs.settings.relay !== 'alerts-only' || aside) await whisper(needs, placeOf(said), NOT_LINKED(said.user))
    return settle(needs, said, 'refused')
  }
  const action = aside ? 'conversation.note' : 'conversation.reply'
  if (!can(somebody.actor, action, { line: said.line })) {
    await whisper(needs, placeOf(said), NOT_ALLOWED)
    return settle(needs, said, 'refused')
  }
  if (said.state === 'aside') return settle(needs, said, await keepNote(needs, said, somebody.person, said.text))
  // Its writer has said that it is meant for the customer, on what they saw.
  const meant = said.state === 'meant' ? meantIn(said) : undefined
  if (meant) return void (await send(needs, said, { ...meant, meant: true }))
  // Somebody may move the case while we look at it: then it is looked at anew.
  let now = said
  for (let again = 0; again < MOST_LOOKS; again++) {
    const verdict = await verdictFor(needs, now, somebody.person)
    if (!verdict) return settle(needs, now, 'refused')
    if ((await follow(needs, now, somebody.person, verdict)) === 'settled') return
    now = { ...now, state: 'new' }
  }
  throw new Error('the case changes hands too fast')
}

const MOST_LOOKS = 5

/** Kept with the message: what its writer had seen, and whether it may take the case from somebody else. */
export const meantAs = ({ epoch, over }: { epoch: number; over: boolean }) => `${epoch} ${over ? 'over' : ''}`
function meantIn({ toldVersion }: SlackHeard) {
  const [epoch, over] = toldVersion.split(' ')
  return { epoch: Number(epoch), over: over === 'over' }
}

/** So many of the last messages are looked through for answers of others. */
const MOST_ANSWERS = 20

async function verdictFor({ desk, settings }: SlackNeeds, said: SlackHeard, me: Person): Promise<Told | undefined> {
  const page = await desk.thread(said.conversation, { most: MOST_ANSWERS })
  const [conversation, handoff] = await Promise.all([desk.conversation(said.conversation), desk.handoff(said.handoff)])
  if (!conversation || !handoff) return undefined
  const { owner, teammate, epoch } = conversation
  const now = { owner, teammate: teammate?.id }
  const { text, broadcast } = said
  const { relay } = settings
  const at = atOf(said.ts)
  const written = holdersAround(at, handoff.steps, { now, root: atOf(said.root) })
  const messages = page?.messages ?? []
  const answered = messages.some(
    ({ author, writer, at: answeredAt }) => author === 'teammate' && writer?.id !== me.id && answeredAt > at - DOUBT_MS,
  )
  const seen = relay === 'any-member' ? undefined : messages.at(-1)?.position
  const verdict = verdictOn({ relay, text, broadcast, me, now, written, answered })
  return { ...verdict, epoch, seen, holder: teammate?.name }
}

type Told = Verdict & {
  readonly epoch: number
  /** The last message that was looked at. */
  readonly seen: number | undefined
  readonly holder: string | undefined
}

async function follow(needs: SlackNeeds, said: SlackHeard, me: Person, verdict: Told): Promise<'settled' | 'moved'> {
  switch (verdict.kind) {
    case 'inside':
      await settle(needs, said, 'inside')
      return 'settled'
    case 'note':
      await settle(needs, said, await keepNote(needs, said, me, verdict.text))
      return 'settled'
    case 'ask':
      await ask(needs, said, verdict)
      await settle(needs, said, 'asked')
      return 'settled'
    case 'reply':
      return send(needs, said, { epoch: verdict.epoch, seen: verdict.seen, over: verdict.over })
  }
}

/** Nothing of it can leave: notes and their files have tables of their own. */
export async function keepNote(needs: SlackNeeds, said: SlackHeard, by: Person, text: string): Promise<SlackState> {
  const { desk } = needs
  const fetched = await fetchFiles(needs, said.files)
  const files = fetched.kind === 'files' ? fetched.files : []
  const id = derivedId(said.channel, said.ts, 'note')
  const kept = await desk.note(said.conversation, { by, source: 'slack', text, files, id })
  if (kept.kind === 'refused' || fetched.kind === 'refused')
    await whisper(
      needs,
      placeOf(said),
      `Not all of it was kept: ${kept.kind === 'refused' ? kept.reason : 'a file cannot be read.'}`,
    )
  if (kept.kind !== 'kept') return 'refused'
  await mark(needs, said, 'memo')
  return 'noted'
}

const WHY: Readonly<Record<Extract<Verdict, { kind: 'ask' }>['because'], (holder: string) => string>> = {
  another: (holder) => `*${holder}* has this thread: the customer was not sent this.`,
  agent: () => 'The AI owns this now: the customer was not sent this.',
  late: () => 'It was written while somebody else had this case: the customer was not sent this.',
  answered: () => 'Somebody else has answered meanwhile: the customer was not sent this.',
  broadcast: () => 'It went to the whole channel: the customer was not sent this.',
}

async function ask(
  needs: SlackNeeds,
  said: SlackHeard,
  { because, holder, epoch }: Extract<Told, { kind: 'ask' }>,
): Promise<void> {
  const value: AskValue = { ch: said.channel, ts: said.ts, e: epoch }
  const label = because === 'agent' ? 'Take' : because === 'another' ? 'Take over' : 'Send to the customer'
  const buttons: Button[] = [
    { text: label, action: 'wabaton_send', value, style: 'primary' },
    { text: 'Keep as note', action: 'wabaton_keep', value },
  ]
  await whisper(needs, placeOf(said), WHY[because](holder ?? 'Somebody else'), buttons)
}

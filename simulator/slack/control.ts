import type { SlackDouble } from './double.ts'
import type { EventFault } from './faults.ts'
import type { SlackPerson } from './person.ts'
import type { Plain } from './shapes.ts'
import { handleOf, type PersonDetails } from './workspace.ts'

/** What the page asks for is not right; said to it in plain words. */
export class BadSlackControl extends Error {}

const word = (given: Plain, name: string): string => {
  const found = given[name]
  if (typeof found !== 'string' || found === '') throw new BadSlackControl(`"${name}" is missing.`)
  return found
}
const maybe = (given: Plain, name: string): string | undefined => {
  const found = given[name]
  return typeof found === 'string' && found !== '' ? found : undefined
}

function whoever(slack: SlackDouble, given: Plain): SlackPerson {
  const id = word(given, 'as')
  const person = slack.people().find((one) => one.id === id)
  if (!person) throw new BadSlackControl('There is no such person.')
  return person
}

const where = (given: Plain) => {
  const thread = maybe(given, 'thread')
  return { ...(thread && { thread }), broadcast: given.broadcast === true }
}

const EVENT_FAULTS: readonly EventFault[] = ['duplicate', 'late', 'reorder', 'lost', 'lost-ack']

/** What the page does, one verb each: `POST /slack/control/<verb>`. */
export const SLACK_ACTIONS: Readonly<Record<string, (slack: SlackDouble, given: Plain) => unknown>> = {
  say: (slack, given) => ({
    ts: whoever(slack, given).says(word(given, 'channel'), word(given, 'text'), where(given)),
  }),
  upload(slack, given) {
    const file = { name: word(given, 'name'), bytes: Buffer.from(word(given, 'base64'), 'base64') }
    const text = maybe(given, 'text') ?? ''
    return { ts: whoever(slack, given).uploads(word(given, 'channel'), file, { ...where(given), text }) }
  },
  edit: (slack, given) => whoever(slack, given).edits(word(given, 'channel'), word(given, 'ts'), word(given, 'text')),
  delete(slack, given) {
    const [channel, ts] = [word(given, 'channel'), word(given, 'ts')]
    // The app's own messages are an administrator's to delete.
    if (slack.messages(channel, ts)[0]?.bot) return slack.deletes(channel, ts)
    return whoever(slack, given).deletes(channel, ts)
  },
  share: (slack, given) => whoever(slack, given).sendsToChannel(word(given, 'channel'), word(given, 'ts')),
  press(slack, given) {
    const [channel, ts, block, value] = ['channel', 'ts', 'block', 'value'].map((name) => maybe(given, name))
    const pressed = { action: word(given, 'action'), ...(block && { block }), ...(value !== undefined && { value }) }
    return whoever(slack, given).presses({ ...pressed, ...(channel && ts && { on: { channel, ts } }) })
  },
  submit(slack, given) {
    const values = typeof given.values === 'object' && given.values !== null ? given.values : {}
    return whoever(slack, given).submits(values as Readonly<Record<string, string | readonly string[]>>)
  },
  close: (slack, given) => whoever(slack, given).closes(),
  dismiss: (slack, given) => whoever(slack, given).dismisses(word(given, 'ts')),
  'new-person'(slack, given) {
    const realName = word(given, 'realName')
    const name = handleOf(realName)
    if (slack.workspace.users.some((one) => one.name === name))
      throw new BadSlackControl(`${realName} is here already.`)
    return { id: slack.workspace.addUser({ name, realName, email: maybe(given, 'email') ?? '' }).id }
  },
  outage(slack, given) {
    const kind = maybe(given, 'kind')
    slack.setOutage(kind === 'refused' || kind === 'unavailable' ? kind : undefined)
  },
  sockets: (slack, given) => (given.drop === true ? slack.sockets.drop() : slack.sockets.refresh()),
  'event-fault'(slack, given) {
    const fault = EVENT_FAULTS.find((one) => one === given.fault)
    if (!fault) throw new BadSlackControl('There is no such fault.')
    slack.faults.nextEvent(fault)
  },
  'call-fault'(slack, given) {
    const method = maybe(given, 'method')
    const named = { ...(method && { method }), times: Number(given.times) || 1 }
    if (given.kind === 'lost') return slack.faults.next({ ...named, lost: 'after' })
    if (given.kind === 'error') return slack.faults.next({ ...named, error: word(given, 'error') })
    slack.faults.next({ ...named, rateLimited: Number(given.seconds) || 10 })
  },
  token: (slack, given) => (given.revoked === true ? slack.faults.revoke('bot') : slack.faults.restore('bot')),
}

export interface PageLink {
  readonly text: string
  readonly href: string
}

/** All that one person sees of one channel, and of one thread. */
export function slackState(slack: SlackDouble, query: URLSearchParams, links: readonly PageLink[] = []) {
  const { workspace, showing } = slack
  const { app, team } = workspace
  const people = slack.people()
  const me = people.find(({ id }) => id === query.get('as')) ?? people[0]
  const channel = workspace.channels.find(({ id }) => id === query.get('channel')) ?? workspace.channels[0]
  const root = query.get('thread') || undefined
  const shown = (thread?: string) =>
    channel ? slack.messages(channel.id, thread).map((message) => showing.message(channel, message)) : []
  const modal = me?.modal
  return {
    now: slack.now(),
    team: team.name,
    me: me?.id,
    people: people.map(({ id, user: { name, realName, email } }) => ({ id, name, realName, email })),
    app: { id: app.botUser.id, name: app.botUser.realName },
    channels: workspace.channels.map(({ id, name, botIsMember }) => ({ id, name, botIsMember })),
    channel: channel?.id,
    messages: shown(),
    thread: root ? shown(root) : [],
    ephemerals: me?.ephemerals.filter((one) => one.channel === channel?.id) ?? [],
    modal: modal ? { id: modal.id, hash: modal.hash, ...modal.body, errors: modal.errors } : undefined,
    links,
    sockets: slack.sockets.count,
    outage: slack.outage,
    revoked: slack.faults.revoked('bot') !== undefined,
  }
}

/** People who are to be in the workspace; who is there already, by e-mail, stays as they are. */
export function welcome(slack: SlackDouble, people: readonly PersonDetails[]) {
  const { users } = slack.workspace
  for (const person of people) {
    if (users.some(({ email }) => email !== '' && email === person.email)) continue
    const isTaken = users.some(({ name }) => name === person.name)
    slack.workspace.addUser(isTaken ? { ...person, name: `${person.name}.${users.length}` } : person)
  }
}

import { expect } from 'vitest'
import type { Simulator } from '../../../simulator/index.ts'
import { type Browser, createBrowser, type House, OWNER } from '../../house-of-people.ts'
import { HANDOFF, SALES, type SettingsChange, SUPPORT } from '../../settings.ts'
import type { AlertPlace } from './alert-place.ts'

export const MAYA = '15550001111'
export const SET_UP = 'a-set-up-token-of-thirty-two-characters'

export const FIRST = "Hi, my order #ORD-22 hasn't arrived"
export const ANGRY = 'I never got it. This is the second time. I want to talk to a person.'
export const STILL = 'Are you still there?'
export const TEAMMATE =
  'So sorry about this. I am reissuing your order right now as ORD-22-R, with free shipping: it takes two days. I have flagged your account.'
export const THANKS = 'Thank you.'
export const NEXT_DAY = 'Hey, did the reissue ship?'
const OUTCOME = 'Reissued as ORD-22-R, free shipping, account flagged.'
const HEADLINE = '2nd missing-order issue, ORD-22 marked delivered. Customer wants human.'

/** Who said what, word for word: nothing of the AI while people had it, no recap asked the day after. */
export const TRANSCRIPT = [
  ['customer', FIRST],
  [
    'agent',
    "I'm Ada (demo), the AI assistant of Support.\n\nI looked that up: ORD-22 was delivered 5/14 to 12 Oak St. If that is not your address, tell me the right one and I will trace it.",
  ],
  ['customer', ANGRY],
  ['system', 'Of course — connecting you with a teammate now.'],
  ['customer', STILL],
  ['teammate', TEAMMATE],
  ['customer', THANKS],
  ['customer', NEXT_DAY],
  ['agent', 'Yes - ORD-22-R shipped 5/15, tracking #1Z999. Carrier ETA 5/17. Want me to send tracking updates here?'],
]
const READ_BY_MAYA = TRANSCRIPT.filter(([author]) => author !== 'customer').map(([, text]) => text)

/** Where the story is told: a phone, a teammate's browser, and the place where alerts arrive. */
export interface Theatre {
  readonly maya: ReturnType<ReturnType<Simulator['customer']>['on']>
  readonly dana: Browser
  readonly alerts: AlertPlace
  /** Lets time pass until the customer comes back. */
  sleepOnIt(): Promise<void>
}

export interface Scene {
  readonly name: string
  act(theatre: Theatre): unknown
  /** Whether everything that comes of it has come. */
  over(theatre: Theatre): Promise<boolean>
}

const says = (name: string, text: string, over: Scene['over']): Scene => ({
  name,
  act: ({ maya }) => maya.says(text),
  over,
})
const reads = (bubbles: number) => async (theatre: Theatre) =>
  theatre.maya.bubbles.length >= bubbles && (await outcomes(theatre)).every((outcome) => outcome !== 'pending')

export const SCENES: readonly Scene[] = [
  says('the customer asks for an order', FIRST, reads(1)),
  says('the customer asks for a person', ANGRY, async (theatre) => {
    if (!(await reads(2)(theatre)) || theatre.alerts.calls.length === 0) return false
    return (await caseOf(theatre)).briefing?.by === 'model'
  }),
  { name: 'a teammate looks at the case', act: looks, over: async () => true },
  says('the customer writes on', STILL, async (theatre) => (await outcomes(theatre)).at(2) === 'owned'),
  { name: 'the teammate answers', act: answers, over: reads(3) },
  says('the customer thanks', THANKS, async (theatre) => (await outcomes(theatre)).at(3) === 'owned'),
  { name: 'the teammate gives it back', act: gives, over: async (theatre) => (await shown(theatre)).owner === 'agent' },
  {
    name: 'the customer asks on the next day',
    async act({ maya, dana, sleepOnIt }) {
      await sleepOnIt()
      await dana.signIn(dana.email, dana.password)
      maya.says(NEXT_DAY)
    },
    over: reads(4),
  },
]

async function answered(theatre: Theatre, method: string, path: string, body?: object) {
  const asked = await theatre.dana.ask(method, `/api${path}`, body)
  expect([path, asked.status, asked.body.error]).toMatchObject([path, expect.toBeOneOf([200, 201]), undefined])
  return asked.body
}

async function shown(theatre: Theatre) {
  const { conversations } = await answered(theatre, 'GET', '/conversations')
  return conversations.find(({ customer }: { customer: { phone: string } }) => customer.phone === `+${MAYA}`)
}

async function thread(theatre: Theatre) {
  const there = await shown(theatre)
  return there ? answered(theatre, 'GET', `/conversations/${there.id}/thread`) : { messages: [] }
}

/** What became of what the customer wrote. */
const outcomes = async (theatre: Theatre): Promise<string[]> =>
  (await thread(theatre)).messages
    .filter(({ author }: { author: string }) => author === 'customer')
    .map(({ outcome }: { outcome: string }) => outcome)

async function caseOf(theatre: Theatre) {
  const { handoffs } = await answered(theatre, 'GET', '/handoffs')
  expect(handoffs).toHaveLength(1)
  return (await answered(theatre, 'GET', `/handoffs/${handoffs[0].id}`)).handoff
}

async function looks(theatre: Theatre) {
  const found = await caseOf(theatre)
  expect(found).toMatchObject({ reason: 'customer_asked', summary: HEADLINE, line: 'support', messagesSince: 0 })
  expect(found.briefing).toMatchObject({ headline: HEADLINE, by: 'model' })
  expect(found.briefing.draft).not.toContain('refund')
  const { messages } = await thread(theatre)
  expect(messages.map(({ author, text }: { author: string; text: string }) => [author, text])).toEqual(
    TRANSCRIPT.slice(0, 4),
  )
  expect(await shown(theatre)).toMatchObject({ owner: 'waiting', window: { open: true } })
  const { text, data } = theatre.alerts.calls[0]!
  expect(text).toMatch(/^Maya asks for a person\nSupport · \+15550001111 · waiting since/)
  expect(data).toMatchObject({ handoff: found.id, reason: 'customer_asked', customer: { phone: `+${MAYA}` } })
}

/** Under one id: whoever hears nothing asks again, and nothing is said twice. */
const REPLY = '01a1fe6a-0000-7000-8000-000000000001'

async function answers(theatre: Theatre) {
  const { id } = await shown(theatre)
  for (let times = 0; times < 2; times++)
    await answered(theatre, 'POST', `/conversations/${id}/replies`, { text: TEAMMATE, id: REPLY })
}

async function gives(theatre: Theatre) {
  const { id } = await caseOf(theatre)
  await answered(theatre, 'POST', `/handoffs/${id}/release`, { outcome: OUTCOME, resolution: 'resolved' })
}

/** Once everything has been told: on the phone, in the records, and at the place of the alerts. */
export async function expectTold(
  theatre: Theatre,
  rows: (query: string) => Promise<readonly Record<string, unknown>[]>,
): Promise<void> {
  expect(theatre.maya.bubbles.map(({ text }) => text)).toEqual(READ_BY_MAYA)
  expect(new Set(theatre.alerts.calls.map(({ id }) => id)).size).toBe(1)
  const dana = await theatre.dana.id()
  const said = await rows(
    'select author, text, writer, writer_name, line, phone_number_id from messages order by position',
  )
  expect(said.map(({ author, text }) => [author, text])).toEqual(TRANSCRIPT)
  for (const { author, writer, writer_name, line, phone_number_id } of said) {
    expect(line).toBe('support')
    if (author === 'customer') expect(phone_number_id).toBe(SUPPORT.phoneNumberId)
    expect([author, writer, writer_name]).toEqual(author === 'teammate' ? [author, dana, 'Dana'] : [author, null, null])
  }
  const [released, ...more] = await rows(
    'select reason, released_by, resolution, outcome, from_position, to_position from handoffs',
  )
  expect(more).toEqual([])
  expect(released).toEqual({
    reason: 'customer_asked',
    released_by: 'Dana',
    resolution: 'resolved',
    outcome: OUTCOME,
    from_position: 3,
    to_position: 7,
  })
  const steps = await rows('select kind, person_name, source from handoff_steps order by at, id')
  expect(steps.map(({ kind, person_name, source }) => [kind, person_name, source])).toEqual([
    ['opened', null, 'system'],
    ['alerted', null, 'system'],
    ['reply', 'Dana', 'desk'],
    ['release', 'Dana', 'desk'],
  ])
}

export const settingsOf = (alerts: AlertPlace): SettingsChange => ({
  lines: [{ ...SUPPORT, handoff: { ...HANDOFF, alert: { target: 'team', channel: 'webhook' } } }, SALES],
  targets: { team: { webhook: alerts.url } },
  tools: { privateHosts: ['127.0.0.1'] },
  signIn: { secret: undefined, setupToken: SET_UP },
})

/** Whoever set it up invites Dana, who signs in. */
export async function hireDana(house: Pick<House, 'ask' | 'url'>): Promise<Browser> {
  await house.ask('POST', '/api/setup', { body: { token: SET_UP, ...OWNER } })
  const owner = createBrowser(house)
  await owner.signIn(OWNER.email, OWNER.password)
  const { body } = await owner.ask('POST', '/api/invitations', {
    email: 'dana@example.com',
    role: 'member',
    lines: 'all',
  })
  const password = 'a password of Dana'
  await house.ask('POST', '/api/invitations/accept', { body: { token: body.token, name: 'Dana', password } })
  const dana = createBrowser(house)
  await dana.signIn('dana@example.com', password)
  return dana
}

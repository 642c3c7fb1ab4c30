import type { Measured } from './bars.ts'
import type { Bench } from './bench.ts'

interface Line {
  readonly text: string
  readonly evidence: readonly string[]
}

/** What a person reads first, in the desk itself: every claim leads to a message, and it is short. */
export async function briefings(bench: Bench): Promise<Measured[]> {
  const phone = bench.stage.customer('Anish')
  phone.says("Hi, my order #ORD-22 hasn't arrived")
  await phone.hears(/ORD-22/)
  phone.says('I never got it. This is the second time. I want to talk to a person.')
  await phone.hears(/teammate/)
  const owner = await bench.stage.owner()
  const { conversations } = await owner.ask('GET', '/api/conversations?view=all')
  const { id, handoff } = conversations.find((one: { customer: { name: string } }) => one.customer.name === 'Anish')
  const told = (await owner.ask('GET', `/api/handoffs/${handoff}`)).handoff
  const { messages } = await owner.ask('GET', `/api/conversations/${id}/thread`)
  const there = new Set(messages.map((message: { id: string }) => message.id))
  const { who, wants, tried, promised, mood, facts, openQuestion, next, headline, evidence } = told.briefing
  const lines = [
    { text: headline, evidence },
    who,
    wants,
    ...tried,
    ...promised,
    mood,
    ...facts,
    openQuestion,
    next,
  ].filter(Boolean) as Line[]
  const bad = lines.filter((line) => line.evidence.length === 0 || line.evidence.some((one) => !there.has(one)))
  const words = lines
    .map(({ text }) => text)
    .join(' ')
    .split(/\s+/).length
  return [
    {
      bar: 'U23',
      what: 'claims of a briefing without a message behind them',
      unit: '',
      limit: 0,
      figure: bad.length,
      of: `${lines.length} claims`,
    },
    { bar: 'U23', what: 'words of a briefing', unit: '', limit: 90, figure: words },
  ]
}

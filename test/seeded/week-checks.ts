import { PHRASES } from '../../src/domain/phrasebook.ts'
import { WINDOW_MS } from '../../src/domain/window.ts'
import type { Stage } from '../stage.ts'
import type { Told } from './week-account.ts'
import { type Customer, OF_AI } from './week-customers.ts'

/** The customer is told that people come, but for what a machine wrote and what a teammate took unasked. */
const TOLD_BY: ReadonlySet<string> = new Set([
  ...['customer_asked', 'frustration', 'sensitive', 'repeated_failure', 'keyword', 'out_of_scope'],
])
const SENTENCES: ReadonlySet<string> = new Set(Object.values(PHRASES.handedOff))
/** So long a request may be on its way. */
const ON_THE_WAY_MS = 5000

/** The watchdog has nobody left, and every message has come to its end. */
export async function unfinishedIn({ platform, clock, rows }: Stage): Promise<string[]> {
  const { unansweredSince, deadLetters, alarms } = await platform.store.figures(clock.now())
  const wrong: string[] = []
  if (unansweredSince !== undefined)
    wrong.push(`somebody is unanswered since ${new Date(unansweredSince).toISOString()}`)
  if (deadLetters > 0) wrong.push(`dead letters: ${JSON.stringify(await platform.store.deadLetters())}`)
  if (alarms > 0) wrong.push(`${alarms} alarms`)
  const ends = await rows(
    `select outcome, because, count(*) as count from messages where author = 'customer' group by 1, 2`,
  )
  for (const { outcome, because, count } of ends) {
    const isEnded = ['answered', 'owned', 'handed-off'].includes(String(outcome)) || (outcome === 'ignored' && because)
    if (!isEnded) wrong.push(`${count} messages ended as ${outcome} (${because})`)
  }
  return wrong
}

/** All that customers wrote is there, once. */
export async function lostIn({ rows }: Stage, customers: readonly Customer[]): Promise<string[]> {
  const kept = await rows(`select wamid, text from messages where author = 'customer'`)
  const texts = new Map(kept.map(({ wamid, text }) => [String(wamid), String(text)]))
  const wrong = customers.flatMap(({ number, said }) =>
    [...said].filter(([wamid, text]) => texts.get(wamid) !== text).map(([, text]) => `${number} is not heard: ${text}`),
  )
  if (texts.size !== kept.length) wrong.push('a message is there twice')
  return wrong
}

/** Seen on the phones: no word of the AI while people have it, and one sentence for each handoff. */
export async function seenOn({ rows }: Stage, customers: readonly Customer[], all: readonly Told[]): Promise<string[]> {
  const conversations = await rows(
    `select c.id, c.line, p.phone from conversations c
    join contacts p on p.business = c.business and p.customer = c.customer`,
  )
  const of = Map.groupBy(all, ({ conversation }) => conversation)
  return customers.flatMap(({ number, line, phone }) => {
    const conversation = conversations.find((one) => one.phone === number && one.line === line)
    const handoffs = of.get(String(conversation?.id)) ?? []
    const wrong: string[] = []
    for (const { text, at } of phone.bubbles.filter(({ text }) => text.startsWith(OF_AI))) {
      const during = handoffs.find(
        ({ opened_at, released_at }) =>
          at > opened_at + ON_THE_WAY_MS && at < (released_at ?? Number.POSITIVE_INFINITY),
      )
      if (during) wrong.push(`${number} reads "${text}" while people have it: ${during.id}`)
    }
    const sentences = phone.bubbles.filter(({ text }) => SENTENCES.has(text)).length
    // Nothing reaches a phone that has not written for a day: people are called, and only a template can tell of it.
    const isReached = ({ opened_at }: Told) =>
      phone.said.some(({ at }) => at < opened_at && at > opened_at - WINDOW_MS + ON_THE_WAY_MS)
    const due = handoffs.filter((one) => TOLD_BY.has(one.reason) && isReached(one)).length
    if (sentences !== due)
      wrong.push(`${number} was told ${sentences} times of ${due} handoffs:\n${phone.transcript()}`)
    return wrong
  })
}

/** Each call is made once for its step, and arrives once on the phones of the team; so does each alarm. */
export async function callsAmiss(
  { rows }: Stage,
  phones: readonly Customer['phone'][],
  all: readonly Told[],
): Promise<string[]> {
  const posted = (await rows('select text from posts')).map(({ text }) => String(text))
  const heard = phones.flatMap(({ bubbles }) => bubbles.map(({ text }) => text))
  const count = (of: readonly string[], fits: (text: string) => boolean) => of.filter(fits).length
  const missed = [...new Set(posted)].flatMap((text) => {
    const [sent, arrived] = [posted, heard].map((of) => count(of, (one) => one === text))
    return sent === arrived ? [] : [`${arrived} of ${sent} arrived: ${text}`]
  })
  const miscounted = all.flatMap(({ id, alerts, escalated }) => {
    const calls = count(posted, (text) => text.includes(`Case ${id}`))
    return calls === alerts + escalated ? [] : [`${calls} calls for ${alerts + escalated} steps of handoff ${id}`]
  })
  return [...missed, ...miscounted]
}

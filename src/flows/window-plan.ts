import { consentIn } from '../domain/consent.ts'
import { countryOf } from '../domain/country.ts'
import type { Fact } from '../domain/memory/fact.ts'
import { priceOfMessage, type RateCard } from '../domain/rate-card.ts'
import { planWindow, type WindowPlan } from '../domain/window-plan.ts'
import type { ConversationKey } from './store.ts'
import type { World } from './world.ts'

/** Where the prices stand that hold now. */
export interface PricedBy {
  readonly live?: { readonly settings: { readonly rateCard: RateCard } }
}

type Needs = Pick<World, 'store' | 'clock' | 'lines'> & PricedBy

/** Meta asks nothing for so long for whoever came from an ad. It is a hint: when it begins only Meta knows. */
const FREE_MS = 72 * 60 * 60_000

/** What can be done now in a conversation; `answer` is what somebody would say, had the window not closed. */
export async function windowPlanOf(
  { store, clock, lines, live }: Needs,
  key: ConversationKey,
  answer: string | undefined,
): Promise<WindowPlan | undefined> {
  const conversation = await store.conversation(key)
  if (!conversation) return undefined
  const { business } = key
  const { customer, language, blocked, lastInboundAt, cameFrom, handoff } = conversation
  const who = { business, customer: customer.id }
  const [templates, consents, facts, tended] = await Promise.all([
    store.templatesOf(business),
    store.consentOf(who),
    store.facts({ scope: who }),
    handoff === undefined ? undefined : store.tended({ business, id: handoff }),
  ])
  const account = lines.all.find(({ name }) => name === conversation.line)?.account
  const now = clock.now()
  return planWindow({
    lastInboundAt,
    now,
    freeUntil: cameFrom && cameFrom.at + FREE_MS,
    owed: answer || tended?.owed ? { text: answer } : undefined,
    templates: account === undefined ? [] : templates.filter((one) => one.account === account),
    consent: consentIn(consents ?? []).state,
    customer: { name: customer.name, phone: customer.phone, language, facts: byName(facts), blocked },
    price: (category) => priceOf({ card: live?.settings.rateCard, phone: customer.phone, category, at: now }),
  })
}

/** The card that comes with Wabaton shows how one looks: its prices are nobody's, and not told as such. */
function priceOf({ card, phone, ...asked }: { card: RateCard | undefined; phone: string | undefined } & Asked) {
  if (!card || card.example) return undefined
  const price = priceOfMessage({ ...asked, card, country: phone === undefined ? undefined : countryOf(phone) })
  return price.kind === 'known' ? price : undefined
}
interface Asked {
  readonly category: string
  readonly at: number
}

/** By what a template calls them: `home_address`. Of two with one name nobody can say which is meant. */
function byName(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const named = Map.groupBy(facts, ({ predicate }) => predicate.toLowerCase())
  return new Map([...named].flatMap(([name, all]) => (all.length === 1 ? [[name, all[0]!.value] as const] : [])))
}

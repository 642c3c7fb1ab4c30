import { worksOn } from '../domain/access.ts'
import type { Store } from '../flows/store.ts'
import type { Lines } from '../flows/world.ts'
import { type CampaignRouteOptions, campaignRoutes } from './campaign-routes.ts'
import { type CannedRouteOptions, cannedRoutes } from './canned-routes.ts'
import { type ConversationRouteOptions, conversationRoutes } from './conversation-routes.ts'
import { type CustomerRouteOptions, customerRoutes } from './customer-routes.ts'
import { type DraftRouteOptions, draftRoutes } from './draft-routes.ts'
import { type DutyRouteOptions, dutyRoutes } from './duty-routes.ts'
import { type EventOptions, eventRoutes } from './events.ts'
import { fileRoutes } from './file-routes.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { handoffRoutes } from './handoff-routes.ts'
import { type HomeRouteOptions, homeRoutes } from './home-routes.ts'
import { type JoiningRouteOptions, joiningRoutes } from './joining-routes.ts'
import { type MemoryRouteOptions, memoryRoutes } from './memory-routes.ts'
import { noteRoutes } from './note-routes.ts'
import { presenceRoutes } from './presence-routes.ts'
import { replyRoutes } from './reply-routes.ts'
import { answer, problem, type Route, route } from './routes.ts'
import { runRoutes } from './runs-api.ts'
import { type SessionRouteOptions, sessionRoutes } from './session-routes.ts'
import { type SuggestionRouteOptions, suggestionRoutes } from './suggestion-routes.ts'
import { type TeammateRouteOptions, teammateRoutes } from './teammate-routes.ts'
import { type TemplateRouteOptions, templateRoutes } from './template-routes.ts'
import { type TokenRouteOptions, tokenRoutes } from './token-routes.ts'
import { type WhyRouteOptions, whyRoutes } from './why-routes.ts'

type PeopleOptions = JoiningRouteOptions & SessionRouteOptions & TeammateRouteOptions & TokenRouteOptions

export interface ApiOptions
  extends PeopleOptions,
    Omit<EventOptions, 'templates' | 'store'>,
    TemplateRouteOptions,
    CampaignRouteOptions,
    Pick<SuggestionRouteOptions, 'assistant'>,
    Pick<HomeRouteOptions, 'phone' | 'slack'>,
    MemoryRouteOptions,
    Pick<CustomerRouteOptions, 'ids'>,
    Pick<ConversationRouteOptions, 'desk'> {
  readonly store: PeopleOptions['store'] &
    EventOptions['store'] &
    DutyRouteOptions['store'] &
    ConversationRouteOptions['store'] &
    DraftRouteOptions['store'] &
    WhyRouteOptions['store'] &
    CustomerRouteOptions['store'] &
    CannedRouteOptions['store'] &
    Pick<
      Store,
      | 'unconfirmed'
      | 'settleUnconfirmed'
      | 'pausedLines'
      | 'eventsBefore'
      | 'resumeLine'
      | 'identityQuestions'
      | 'decideIdentity'
      | 'undoIdentity'
      | 'runsOf'
      | 'run'
      | 'usage'
      | 'callsOf'
    >
  readonly business: string
  readonly lines: Lines
  readonly wake: () => void
}

/** Everything that programs and teammates may ask over HTTP: the whole table. */
export const apiRoutes = (options: ApiOptions): Route[] => [
  ...homeRoutes(options),
  ...deliveryRoutes(options),
  ...conversationRoutes(options),
  ...draftRoutes(options),
  ...whyRoutes(options),
  ...replyRoutes(options),
  ...noteRoutes(options),
  ...followUpRoutes(options),
  ...fileRoutes(options),
  ...cannedRoutes(options),
  ...presenceRoutes(options),
  ...suggestionRoutes(options),
  ...handoffRoutes(options),
  ...lineRoutes(options),
  ...templateRoutes(options),
  ...campaignRoutes(options),
  ...identityRoutes(options),
  ...memoryRoutes(options),
  ...customerRoutes(options),
  ...runRoutes(options),
  ...eventRoutes(options),
  ...sessionRoutes(options),
  ...joiningRoutes(options),
  ...teammateRoutes(options),
  ...dutyRoutes(options),
  ...tokenRoutes(options),
]

const deliveryRoutes = ({ store, wake }: ApiOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/deliveries/unconfirmed',
    action: 'delivery.read',
    async handle({ actor }) {
      const deliveries = await store.unconfirmed()
      return answer({ deliveries: deliveries.filter(({ line }) => worksOn(actor, line)) })
    },
  }),
  ...(['send-again', 'leave'] as const).map((choice) =>
    route({
      method: 'POST',
      path: `/api/deliveries/:id/${choice}`,
      action: 'delivery.settle',
      of: 'delivery',
      async handle({ ids, now }) {
        const done = await store.settleUnconfirmed({ delivery: ids.id, choice, now })
        if (!done) return problem(409, 'This delivery is not unconfirmed, or not any more.')
        wake()
        return answer({})
      },
    }),
  ),
]

const lineRoutes = ({ store, lines, wake }: ApiOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/lines',
    action: 'line.read',
    async handle({ actor }) {
      const paused = await store.pausedLines()
      const seen = lines.all.filter(({ name }) => worksOn(actor, name))
      const list = seen.map(({ name, displayName, phoneNumberId }) => {
        const pause = paused.find(({ line }) => line === name)
        return { name, displayName, phoneNumberId, paused: pause ?? null }
      })
      return answer({ lines: list })
    },
  }),
  route({
    method: 'POST',
    path: '/api/lines/:name/resume',
    action: 'line.resume',
    of: 'line',
    async handle({ ids, now }) {
      const { business, name } = lines.byName(ids.name)
      const wasPaused = await store.resumeLine({ business, line: name, now })
      wake()
      return answer({ wasPaused })
    },
  }),
]

const identityRoutes = ({ store, business }: ApiOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/identity',
    action: 'identity.read',
    handle: async () => answer({ questions: await store.identityQuestions(business) }),
  }),
  ...(['same', 'different', 'undo'] as const).map((decision) =>
    route({
      method: 'POST',
      path: `/api/identity/:question/${decision}`,
      action: 'identity.decide',
      async handle({ ids, by, now }) {
        const about = { business, question: ids.question, now }
        const done =
          decision === 'undo'
            ? await store.undoIdentity(about)
            : await store.decideIdentity({ ...about, decision, by: by.name })
        if (!done) return problem(409, 'There is no such question to decide, or no such decision to take back.')
        return answer({})
      },
    }),
  ),
]

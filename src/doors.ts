import type { PeopleStore } from './flows/people.ts'
import { createPresence } from './flows/presence.ts'
import { type Assistant, createDeskAssistant } from './flows/suggest.ts'
import type { World } from './flows/world.ts'
import { type ApiOptions, apiRoutes } from './http/api.ts'
import { createConsolePages } from './http/console-pages.ts'
import { createGate } from './http/gate.ts'
import { mount } from './http/mount.ts'
import type { Peers } from './http/peers.ts'
import type { Route } from './http/routes.ts'
import { createSignIn } from './http/sign-in.ts'
import { createThrottle } from './http/throttle.ts'
import { createWhoAsks, isSecure } from './http/who-asks.ts'
import type { Live } from './live.ts'

interface DoorsOptions extends Omit<ApiOptions, 'signIn' | 'throttle' | 'setupToken' | 'presence' | 'assistant'> {
  readonly store: ApiOptions['store'] & PeopleStore
  readonly live: Live
  readonly world: World
  /** The agents beside teammates. */
  readonly assistant: Assistant
  readonly peers: () => Peers
  readonly now: () => number
  /** By which sessions end. A simulator travels in time; whoever looks on stays signed in. */
  readonly sessionNow: () => number
}

/** All that people and programs may ask over HTTP, each route with the gate before it; and the pages of the web desk. */
export function createDoors({ live, world, peers, sessionNow, ...given }: DoorsOptions) {
  const { store, business, lines, now } = given
  const presence = createPresence({ ...world, business })
  const routes = apiRoutes({
    ...given,
    presence,
    assistant: createDeskAssistant({ ...world, assistant: given.assistant }),
    signIn: createSignIn({ store, business, now: sessionNow, secret: () => live.settings.signIn.secret }),
    throttle: createThrottle(),
    setupToken: () => live.settings.signIn.setupToken,
  })
  const reached = { peers, publicUrl: () => live.settings.server.publicUrl }
  const whoAsks = createWhoAsks({
    store,
    business,
    now: sessionNow,
    ...reached,
    configuredToken: () => live.settings.apiToken,
  })
  const pages = createConsolePages({ isSecure: (context) => isSecure(context, reached) })
  const lineOf = async (of: NonNullable<Route['of']>, id: string) =>
    of === 'line' ? lines.all.find(({ name }) => name === id)?.name : store.lineOfSubject({ business, of, id })
  return { routes, pages, presence, guarded: mount({ routes, whoAsks, gate: createGate({ whoAsks, lineOf }), now }) }
}

import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { LineScope, Role } from '../../src/domain/access.ts'
import { type OpenBrowser, openBrowser, type Seat } from './browser.ts'
import { type BrowserStage, type BrowserStageOptions, openStage, type Person, stateOf } from './stage.ts'

export interface Scene {
  readonly stage: BrowserStage
  readonly browser: OpenBrowser
  /** A browser of somebody who is signed in, at a path of the desk: the owner, unless a person or a role is named. */
  signedIn(who?: Person | Role, options?: SignedInOptions): Promise<Seat & { readonly person: Person }>
  /** A browser of nobody yet, at a path. */
  visitor(path?: string, options?: BrowserContextOptions): Promise<Seat>
}

export interface SignedInOptions extends BrowserContextOptions {
  readonly path?: string
  readonly lines?: LineScope
  readonly name?: string
}

/** One server and one Chromium for the tests of a file; each test ends with a look at whether its pages are clean. */
export function setScene(options: BrowserStageOptions = {}): Scene {
  let stage: BrowserStage
  let browser: OpenBrowser
  beforeAll(async () => {
    const opened = await Promise.all([openStage(options), openBrowser()])
    stage = opened[0]
    browser = opened[1]
  })
  afterEach(() => browser.clear())
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  const visitor: Scene['visitor'] = async (path = '/desk', options) => {
    const seat = await browser.seat(options)
    await seat.page.goto(`${stage.url}${path}`)
    return seat
  }
  return {
    get stage() {
      return stage
    },
    get browser() {
      return browser
    },
    visitor,
    async signedIn(who = 'owner', { path = '/desk', lines = 'all', name, ...context } = {}) {
      const person =
        typeof who !== 'string'
          ? who
          : who === 'owner'
            ? await stage.owner()
            : await stage.teammate(who, { lines, ...(name !== undefined && { name }) })
      const seat = await browser.seat({ ...context, storageState: stateOf(stage.url, person) })
      await seat.page.goto(`${stage.url}${path}`)
      return { ...seat, person }
    },
  }
}

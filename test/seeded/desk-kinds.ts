import type { Desk } from '../../src/domain/desk.ts'
import { phoneApp } from '../../src/domain/phone-app.ts'
import type { DeskAnswered } from '../../src/flows/desk.ts'
import { sleep } from '../../src/flows/world.ts'
import { DANA, deskOf, OMAR, TOKEN } from '../journeys/desk/desk-scene.ts'
import type { SettingsChange } from '../settings.ts'
import type { Stage } from '../stage.ts'

export type Person = typeof DANA

/** What somebody had before their eyes as they began to act. */
export interface Seen {
  readonly seen: number
  readonly epoch?: number
  readonly over?: boolean
}

/** What became of an answer: it is on its way, its words came back with who has the conversation, or nobody could refuse it. */
export type Ended =
  | { readonly text: string; readonly end: 'sent' | 'typed' }
  | { readonly text: string; readonly end: 'refused'; readonly kept: unknown; readonly owner: unknown }

export interface Answering extends Seen {
  readonly text: string
  /** Asked again with the same, it is not said again. */
  readonly id: string
}

/** Somebody at one kind of desk. What cannot be done there is left out. */
export interface Actor {
  readonly by: Person
  /** Their words go through a door of ours, which may close. */
  readonly isHeld: boolean
  answer(answering: Answering): Promise<Ended>
  claim?(seen: Omit<Seen, 'seen'>): Promise<unknown>
  release?(): Promise<unknown>
  note?(text: string): Promise<unknown>
}

export interface Scene {
  readonly stage: Stage
  readonly maya: ReturnType<Stage['phone']>
  readonly conversation: string
  readonly random: () => number
}

/** A place where people work. Another one is one more in this list. */
export interface Kind {
  readonly name: string
  /** What it needs of the platform. */
  readonly settings?: (random: () => number, clock: () => Stage['clock']) => SettingsChange
  open(scene: Scene): Actor
}

/** The web desk asks over HTTP. */
const webDesk: Kind = {
  name: 'web desk',
  settings: () => ({ apiToken: TOKEN }),
  open({ stage }) {
    const { about } = deskOf(stage)
    return {
      by: DANA,
      isHeld: true,
      async answer({ text, ...given }) {
        const { status, body } = await about('replies', { as: DANA, text, ...given })
        if (status === 201) return { text, end: 'sent' }
        if (status !== 409) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
        return { text, end: 'refused', kept: body.text, owner: body.state?.owner }
      },
      claim: (seen) => about('claim', { as: DANA, ...seen }),
      release: () => about('release', { as: DANA }),
      note: (text) => about('notes', { as: DANA, text }),
    }
  },
}

/** A desk in a program hears of everything, in its own time and not without trouble, and acts on the port. */
const ownDesk: Kind = {
  name: 'own desk',
  settings(random, clock) {
    const hear = async () => {
      await sleep(clock(), random() * 100)
      if (random() < 0.2) throw new Error('the desk is down')
    }
    const desk: Desk = { name: 'own', onHandoff: hear, onMessage: hear, onChange: hear }
    return { desks: [desk] }
  },
  open({ stage, conversation }) {
    const { desk } = stage.platform
    return {
      by: OMAR,
      isHeld: true,
      async answer({ text, ...given }) {
        const answered: DeskAnswered = await desk.reply(conversation, { by: OMAR, message: text, ...given })
        if (answered.kind === 'queued') return { text, end: 'sent' }
        if (!('now' in answered)) throw new Error(answered.kind)
        // Whoever calls a function has their text still.
        return { text, end: 'refused', kept: text, owner: answered.now.owner }
      },
      claim: (seen) => desk.claim(conversation, { by: OMAR, ...seen }),
      release: () => desk.release(conversation, { by: OMAR }),
      note: (text) => desk.note(conversation, { by: OMAR, text }),
    }
  },
}

/** What is typed in the WhatsApp Business app is at the customer's before anybody hears of it. */
const phone: Kind = {
  name: 'phone',
  open: ({ stage, maya }) => ({
    by: phoneApp('support'),
    isHeld: false,
    async answer({ text }) {
      stage.simulator.businessApp('support').types(maya.customer, text)
      return { text, end: 'typed' }
    },
  }),
}

export const KINDS: readonly Kind[] = [webDesk, ownDesk, phone]

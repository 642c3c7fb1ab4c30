import type { Desk } from '../../src/domain/desk.ts'
import { phoneApp } from '../../src/domain/phone-app.ts'
import type { DeskAnswered } from '../../src/flows/desk.ts'
import { sleep } from '../../src/flows/world.ts'
import { DANA, deskOf, OMAR, TOKEN } from '../journeys/desk/desk-scene.ts'
import type { SettingsChange } from '../settings.ts'
import type { Stage, StageOptions } from '../stage.ts'
import { slack } from './slack-kind.ts'

export type Person = typeof DANA

/** What somebody had before their eyes as they began to act. */
export interface Seen {
  readonly seen: number
  readonly epoch?: number
  readonly over?: boolean
}

/**
 * What became of an answer: it is on its way, its words came back with who has the conversation, or nobody could refuse it.
 * `meant`: they came back, and it was said once more that they are meant for the customer.
 */
export type Ended =
  | { readonly text: string; readonly end: 'sent' | 'typed' | 'meant' }
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
  /** What they do is heard later than it is done. */
  readonly isSlow?: boolean
  answer(answering: Answering): Promise<Ended>
  claim?(seen: Omit<Seen, 'seen'>): Promise<unknown>
  release?(): Promise<unknown>
  note?(text: string): Promise<unknown>
  /** Somebody there writes what is not for the customer, or too late. Hands back the words that must not reach them. */
  slip?(text: string): Promise<string>
  /** Words of theirs that must not reach the customer either. */
  readonly astray?: ReadonlySet<string>
}

export interface Scene {
  readonly stage: Stage
  readonly maya: ReturnType<Stage['phone']>
  readonly conversation: string
  readonly random: () => number
}

/** A place where people work, in one race. */
export interface Kind {
  /** What it needs of the platform. */
  readonly settings?: SettingsChange
  readonly ports?: StageOptions['ports']
  /** The stage stands, and nothing has happened yet. */
  begin?(stage: Stage): Promise<void>
  open(scene: Scene): Actor | Promise<Actor>
}

export interface Race {
  readonly seed: number
  readonly random: () => number
  readonly clock: () => Stage['clock']
}

/** Another place is one more in the list of them. */
export type NewKind = (race: Race) => Kind

/** The web desk asks over HTTP. */
const webDesk: NewKind = () => ({
  settings: { apiToken: TOKEN },
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
})

/** A desk in a program hears of everything, in its own time and not without trouble, and acts on the port. */
const ownDesk: NewKind = ({ random, clock }) => {
  const hear = async () => {
    await sleep(clock(), random() * 100)
    if (random() < 0.2) throw new Error('the desk is down')
  }
  const desk: Desk = { name: 'own', onHandoff: hear, onMessage: hear, onChange: hear }
  return { settings: { desks: [desk] }, open: onPort }
}

const onPort: Kind['open'] = ({ stage, conversation }) => {
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
}

/** What is typed in the WhatsApp Business app is at the customer's before anybody hears of it. */
const phone: NewKind = () => ({
  open: ({ stage, maya }) => ({
    by: phoneApp('support'),
    isHeld: false,
    async answer({ text }) {
      stage.simulator.businessApp('support').types(maya.customer, text)
      return { text, end: 'typed' }
    },
  }),
})

export const KINDS: readonly NewKind[] = [webDesk, ownDesk, phone, slack]

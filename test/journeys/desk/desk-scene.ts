import type { Agent } from '../../../src/domain/turn.ts'
import { type SettingsChange, SUPPORT } from '../../settings.ts'
import { type Stage, type StageOptions, setStage } from '../../stage.ts'

export const TOKEN = 'a-token-of-thirty-two-characters'
export const MAYA = '15550001111'
export const DANA = { id: 'dana', name: 'Dana' }
export const OMAR = { id: 'omar', name: 'Omar' }

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what a program reads of an answer.
  readonly body: any
}

/** A stage whose API a desk of the business asks, as its people. */
export async function setDesk(options: Omit<StageOptions, 'settings'> & { settings?: SettingsChange } = {}) {
  const stage = await setStage({ ...options, settings: { apiToken: TOKEN, ...options.settings } })
  const desk = deskOf(stage)
  return { stage, ...desk }
}

export function deskOf(stage: Stage) {
  async function ask(method: string, path: string, body?: object, token = TOKEN): Promise<Answer> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const request = new Request(`http://localhost/api${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    const response = await stage.platform.fetch(request)
    return { status: response.status, body: await response.json() }
  }
  /** Asks about the conversation of a phone. */
  async function about(path: string, body: object = {}, { phone = MAYA, line = 'support', token = TOKEN } = {}) {
    return ask('POST', `/conversations/${await stage.conversationOf(phone, line)}/${path}`, body, token)
  }
  return {
    ask,
    about,
    async thread(phone = MAYA): Promise<Answer['body']> {
      return (await ask('GET', `/conversations/${await stage.conversationOf(phone)}/thread`)).body
    },
    async shown(phone = MAYA): Promise<Answer['body']> {
      return (await ask('GET', `/conversations/${await stage.conversationOf(phone)}`)).body.conversation
    },
    /** A token of a program, as an owner makes it. */
    async token(role: string, lines: 'all' | string[] = 'all'): Promise<string> {
      return (await ask('POST', '/tokens', { name: `a ${role}`, role, lines })).body.token
    },
    /** A customer has written and the agent has answered. */
    async written(text = 'Hello') {
      const phone = stage.phone(MAYA, SUPPORT.name)
      phone.says(text)
      await stage.pass(5000)
      return phone
    },
  }
}

/** An agent that calls people whatever is written. */
export const callsPeople: Agent = () => ({
  kind: 'run',
  parts: [],
  handOff: { reason: 'customer_asked', summary: 'Wants a person.' },
})

/** What a customer reads. */
export const read = (phone: ReturnType<Stage['phone']>) => phone.bubbles.map(({ text }) => text)
